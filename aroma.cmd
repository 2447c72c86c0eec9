@echo off
rem Starts Aromabridge from a checkout; on first use builds its main code (no tests, no gates: mvn -Dquick).
setlocal
set "HOME_DIR=%~dp0"
set "JAR=%HOME_DIR%app\target\aroma.jar"
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java"

"%JAVA%" -version >nul 2>&1
if errorlevel 1 (
  echo aroma: there is no java; install a JDK 17 or later, or set JAVA_HOME 1>&2
  exit /b 1
)

if not exist "%JAR%" (
  where mvn >nul 2>&1
  if errorlevel 1 (
    echo aroma: "%JAR%" is not built, and there is no mvn to build it; install Maven 3.8 or later 1>&2
    exit /b 1
  )
  echo aroma: first use: building with Maven, about 20 s; where Maven's cache is empty it downloads 60 MB before 1>&2
  pushd "%HOME_DIR%"
  call mvn -B -q -Dquick -pl app -am package 1>&2
  popd
)
if not exist "%JAR%" (
  echo aroma: the build failed; JDK 17 and Maven 3.8 or later are needed. To see why: mvn -Dquick -pl app -am package 1>&2
  exit /b 1
)

"%JAVA%" %AROMA_OPTS% -jar "%JAR%" %*
exit /b %ERRORLEVEL%
