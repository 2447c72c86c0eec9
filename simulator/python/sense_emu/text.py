"""Letters and messages as columns of the matrix."""

from .glyphs import GLYPHS, HEIGHT, WIDTH

_BLANK = (False,) * HEIGHT


def columns(character):
    """The 5 columns of a character, each of 8 truth values from the top; those of '?' if it has no glyph."""
    rows = GLYPHS.get(character, GLYPHS["?"])
    return [tuple(rows[y][x] for y in range(HEIGHT)) for x in range(WIDTH)]


def letter(character):
    """A character as 8 columns: one blank, the glyph, two blank."""
    return [_BLANK, *columns(character), _BLANK, _BLANK]


def frames(text):
    """The frames in which a text scrolls past, each of 8 columns: from blank to blank, one column on each time."""
    strip = [_BLANK] * 8
    for character in text:
        strip += _trimmed(columns(character))
        strip.append(_BLANK)
    strip += [_BLANK] * 8
    return [strip[start : start + 8] for start in range(len(strip) - 8)]


def _trimmed(glyph):
    """Without blank columns on either side; a space stays as wide as it is."""
    lit = [x for x, column in enumerate(glyph) if any(column)]
    return glyph[lit[0] : lit[-1] + 1] if lit else glyph
