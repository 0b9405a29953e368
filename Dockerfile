# One image for the worker (the default command) and the API (`node api/server.ts`). Node runs the TypeScript as it is; only
# the workflows are bundled beforehand, as Temporal's worker wants them.
FROM node:24-slim@sha256:a9f5f7c91a432850b2a8a7797adf5eadb6c733ceed61167806cee7ea7fbc29df AS program
ENV NODE_ENV=production
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# No package that production needs has to run a script to be installed.
RUN npm ci --omit=dev --ignore-scripts
COPY config.ts ./
COPY domain ./domain
COPY workflows ./workflows
COPY activities ./activities
COPY db ./db
COPY worker ./worker
COPY api ./api
RUN node worker/bundle.ts workflow-bundle.js

FROM node:24-slim@sha256:a9f5f7c91a432850b2a8a7797adf5eadb6c733ceed61167806cee7ea7fbc29df
ENV NODE_ENV=production WORKFLOW_BUNDLE_FILE=/app/workflow-bundle.js
WORKDIR /app
COPY --from=program /app ./
# The user `node` of the image, by number so that an orchestrator can tell that it is not root. It owns nothing under /app.
USER 1000:1000
STOPSIGNAL SIGTERM
CMD ["node", "worker/main.ts"]
