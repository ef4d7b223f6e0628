# One image for web, sweep and workers.
FROM python:3.11-slim-bookworm AS pages
WORKDIR /src
COPY requirements/run.txt requirements/run.txt
# The locked versions, as `make run` has them: Node is one of them.
RUN pip install --no-cache-dir --require-hashes -r requirements/run.txt
COPY frontend frontend
RUN cd frontend && npm ci --silent && npm run --silent build

FROM python:3.11-slim-bookworm AS studio
WORKDIR /app
COPY requirements/run.txt requirements/label-studio.txt requirements/
# What talks to Label Studio: without OpenCV, which it never loads here.
RUN pip install --no-cache-dir --require-hashes -r requirements/run.txt \
    && pip install --no-cache-dir --require-hashes --no-deps -r requirements/label-studio.txt
COPY . .
COPY --from=pages /src/frontend/dist frontend/dist
RUN useradd --create-home studio && mkdir -p /state/models /state/finetuned /state/training /state/corpora && chown -R studio /state
USER studio
ENV PYTHONPATH=platform:. PYTHONUNBUFFERED=1 STUDIO_STATE=/state
EXPOSE 8000
CMD ["gunicorn", "config.wsgi", "--config", "python:config.web", "--bind", "0.0.0.0:8000"]

# The same with what models need: gigabytes, so only for GPU workers.
FROM studio AS models
USER root
# Torch stands in no lock: the right build depends on the machine.
RUN pip install --no-cache-dir torch==2.13.0 \
    && pip install --no-cache-dir --require-hashes --no-deps -r requirements/models.txt
USER studio
