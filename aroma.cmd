@echo off
rem Starts Aromabridge from a checkout; builds what is missing on first use.
setlocal
set "HOME_DIR=%~dp0"
set "JAR=%HOME_DIR%app\target\aroma.jar"
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java"

if not exist "%JAR%" (
  echo aroma: building on first use; this takes a minute or two, once 1>&2
  pushd "%HOME_DIR%"
  call mvn -B -q -DskipTests -Dspotless.check.skip -Dcheckstyle.skip -Dforbiddenapis.skip package 1>&2
  popd
)
if not exist "%JAR%" (
  echo aroma: the build failed; run "mvn package" to see why 1>&2
  exit /b 1
)

"%JAVA%" %AROMA_OPTS% -jar "%JAR%" %*
exit /b %ERRORLEVEL%
