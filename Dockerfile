# syntax=docker/dockerfile:1
FROM maven:3-eclipse-temurin-17 AS build
WORKDIR /build
COPY .mvn .mvn
COPY pom.xml openapi.yaml ./
COPY src src
RUN mvn -q -Dmaven.test.skip=true package

FROM eclipse-temurin:17-jre
RUN apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home-dir /data --create-home potluck
WORKDIR /opt/potluck
COPY --from=build /build/target/potluck.jar potluck.jar
COPY catalogue-seed catalogue-seed
# Classes laid out once here, so that each start of a container is quicker.
RUN java -XX:ArchiveClassesAtExit=potluck.jsa -jar potluck.jar serve --stop-when-ready --port 0 \
      --data /tmp/warm && rm -rf /tmp/warm
USER potluck
VOLUME /data
EXPOSE 8080
# The heap's bound; the process needs about 100 MB beside it. An operator's own file goes to /data/potluck.yaml,
# any key of it can be a variable such as POTLUCK_HTTP_PUBLIC_URL.
ENV JAVA_TOOL_OPTIONS="-Xmx192m -XX:+UseSerialGC -XX:+ExitOnOutOfMemoryError -Xshare:auto -XX:SharedArchiveFile=/opt/potluck/potluck.jsa" \
    POTLUCK_HTTP_HOST=0.0.0.0
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
  CMD curl --fail --silent http://127.0.0.1:8080/health/ready || exit 1
ENTRYPOINT ["java", "-jar", "/opt/potluck/potluck.jar"]
CMD ["serve", "--data", "/data"]
