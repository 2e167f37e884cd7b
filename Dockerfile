# weft in a container: JupyterLab with the kernel and the lessons (the last stage, the default), and the
# grader alone (--target grader). docs/IMAGE.md tells how both are run, and what of this was tried.
# binder/Dockerfile is the same file for Binder: `make lint` says so if they differ.

# The bases. A digest pins them wholly: --build-arg DEBIAN=docker.io/library/debian@sha256:...
ARG GOLANG=docker.io/library/golang:1.26.8-trixie
ARG DEBIAN=docker.io/library/debian:13.7-slim


# The binary, what it is made of, and the files that students get: /out is copied over / of the images. A folder
# named exercises would be taken by weft for those with checks, so that of the starters has another name.
FROM ${GOLANG} AS build
ENV GOTOOLCHAIN=local
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
ARG VERSION=devel
RUN --mount=type=cache,target=/root/.cache/go-build \
    make build VERSION="${VERSION}" \
 && mkdir -p /out/usr/local/bin /out/opt/weft/sbom \
 && cp bin/weft deploy/image/start.sh deploy/image/prepare-home /out/usr/local/bin/ \
 && cp LICENSE /out/opt/weft/ \
 && go version -m bin/weft >/out/opt/weft/sbom/weft.txt \
 && mkdir -p /course/practice \
 && cp -r notebooks /course/ \
 && cd exercises \
 && find . \( -name README.md -o -name starter.go \) -exec cp --parents {} /course/practice/ \;


# The packages that compiled cells and checks are linked with, so that none is made when a container starts.
FROM build AS kit
ENV WEFT_KIT=/opt/weft/kit
RUN --mount=type=cache,target=/root/.cache/go-build \
    bin/weft kit make --race --all \
 && rm -rf /opt/weft/kit/*/builds /opt/weft/kit/*/lock \
 && chmod -R a+rX /opt/weft/kit


# The toolchain without its own tests.
FROM ${GOLANG} AS toolchain
RUN cp -a /usr/local/go /go-installed \
 && cd /go-installed \
 && rm -rf api doc misc test \
 && find . -name testdata -type d -prune -exec rm -rf {} + \
 && find . -name '*_test.go' -delete


# JupyterLab and jupyterhub-singleuser, at pinned versions.
FROM ${DEBIAN} AS jupyter
RUN apt-get update \
 && apt-get install -y --no-install-recommends python3-venv \
 && apt-get clean && rm -rf /var/lib/apt/lists/*
COPY cmd/weft/lab-requirements.txt deploy/image/hub-requirements.txt /tmp/
RUN --mount=type=cache,target=/root/.cache/pip \
    python3 -m venv /opt/jupyter \
 && /opt/jupyter/bin/pip install --disable-pip-version-check \
      -r /tmp/lab-requirements.txt -r /tmp/hub-requirements.txt \
 && /opt/jupyter/bin/jupyter labextension disable @jupyterlab/apputils-extension:announcements \
 && /opt/jupyter/bin/pip freeze --all >/opt/jupyter/sbom.txt \
 && /opt/jupyter/bin/pip uninstall -y pip \
 && find /opt/jupyter -name '*.js.map' -delete


# What both images begin with: Go, a C compiler for its race detector, an ordinary user. What changes with
# weft comes last in each, so that a new weft is a small download.
FROM ${DEBIAN} AS base
ARG NB_USER=jovyan
ARG NB_UID=1000
ARG NB_GID=100
ARG C_COMPILER="gcc libc6-dev"
RUN apt-get update \
 && apt-get install -y --no-install-recommends ca-certificates tini ${C_COMPILER} \
 && apt-get clean && rm -rf /var/lib/apt/lists/* /var/log/apt /var/log/dpkg.log /var/cache/ldconfig/aux-cache \
 && useradd --no-log-init --create-home --shell /bin/bash --uid "${NB_UID}" --gid "${NB_GID}" "${NB_USER}" \
 && chmod 2775 "/home/${NB_USER}"
COPY --from=toolchain /go-installed /usr/local/go
ENV NB_USER=${NB_USER} \
    NB_UID=${NB_UID} \
    NB_GID=${NB_GID} \
    HOME=/home/${NB_USER} \
    SHELL=/bin/bash \
    LANG=C.UTF-8 \
    LC_ALL=C.UTF-8 \
    GOTOOLCHAIN=local \
    PATH=/opt/jupyter/bin:/usr/local/go/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
ENTRYPOINT ["tini", "-g", "--", "start.sh"]


# The grader: docker run --rm -v "$PWD:/work" weft-grader weft grade manager submissions -o reports
FROM base AS grader
RUN mkdir -p /opt/weft/sbom /work \
 && dpkg-query -W >/opt/weft/sbom/debian.txt \
 && chown "${NB_UID}:${NB_GID}" /work
ENV WEFT_COURSE=off
USER ${NB_UID}:${NB_GID}
WORKDIR /work
CMD ["weft", "grade", "--help"]
COPY --from=kit /opt/weft/kit /opt/weft/kit
COPY --from=build /out /
ARG VERSION=devel
LABEL org.opencontainers.image.title="weft-grader" \
      org.opencontainers.image.description="Grades Go exercises on concurrency, in a sandbox and under virtual time" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.licenses="BSD-3-Clause"


# JupyterLab: docker run --rm -p 8888:8888 weft
FROM base AS lab
RUN apt-get update \
 && apt-get install -y --no-install-recommends python3 \
 && apt-get clean && rm -rf /var/lib/apt/lists/* /var/log/apt /var/log/dpkg.log /var/cache/ldconfig/aux-cache \
 && mkdir -p /opt/weft/sbom /usr/local/bin/start-notebook.d /usr/local/bin/before-notebook.d \
 && dpkg-query -W >/opt/weft/sbom/debian.txt
COPY --from=jupyter /opt/jupyter /opt/jupyter
COPY deploy/image/jupyter_server_config.py /etc/jupyter/
COPY deploy/image/start-notebook.sh deploy/image/start-singleuser.sh deploy/image/healthcheck.py /usr/local/bin/
EXPOSE 8888
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 CMD ["healthcheck.py"]
CMD ["start-notebook.sh"]
COPY --from=kit /opt/weft/kit /opt/weft/kit
COPY --from=build /course /opt/weft/course
COPY --from=build /out /
RUN weft install --prefix /usr/local
USER ${NB_UID}:${NB_GID}
WORKDIR ${HOME}
ARG VERSION=devel
LABEL org.opencontainers.image.title="weft" \
      org.opencontainers.image.description="JupyterLab with a Go kernel, and the lessons of a course on concurrency" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.licenses="BSD-3-Clause"
