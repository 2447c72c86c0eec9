# Build the jar first: mvn package (or ./aroma --version, which does so where it is missing).
# Any image with a Java runtime of 17 or later will do.
ARG BASE=docker.io/library/eclipse-temurin:17-jre
FROM ${BASE}

COPY app/target/aroma.jar /aroma/aroma.jar

# Not root; a number, so that Kubernetes can see that it is not.
RUN mkdir -p /aroma/data /aroma/certs/dev /aroma/certs/aws && chown -R 10001:10001 /aroma
USER 10001:10001
WORKDIR /aroma
VOLUME ["/aroma/data", "/aroma/certs"]

# Reached from outside the container; HTTP is for the health check, inside it.
ENV AROMA_BROKER_HOST=0.0.0.0 \
    AROMA_CLOUD_HOST=0.0.0.0 \
    AROMA_CLOUD_MURANO_HOST=0.0.0.0 \
    AROMA_DASHBOARD_PORT=8080
EXPOSE 1883 8083 8883 4443 8884 8080

HEALTHCHECK --interval=10s --timeout=5s --start-period=20s \
    CMD ["java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", "/aroma/aroma.jar", \
         "io.aromabridge.app.HealthProbe", "http://127.0.0.1:8080/healthz"]

ENTRYPOINT ["java", "-XX:MaxRAMPercentage=75", "-jar", "/aroma/aroma.jar"]
CMD ["demo"]
