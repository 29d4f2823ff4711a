#!/bin/sh
# Loads a folder that backup.sh wrote into DATABASE_URL: an empty database that `errand migrate` of the
# same version has prepared.
set -eu
folder=${1:?"usage: DATABASE_URL=postgresql://… restore.sh FOLDER"}
pg_restore --exit-on-error --role=errand_auth --data-only --dbname="${DATABASE_URL:?}" "$folder/auth.dump"
# In one transaction: subtasks may come before their parents.
pg_restore --single-transaction --role=errand_maintenance --enable-row-security --data-only \
  --dbname="$DATABASE_URL" "$folder/app.dump"
