/** Child processes: started, watched, and ended in every case. */
@NullMarked
package io.aromabridge.bench.process;

import org.jspecify.annotations.NullMarked;
