#!/bin/sh
# Writes app.dump and auth.dump of DATABASE_URL into a new folder under the one that is given.
# Two dumps, since row-level security holds for the login too: see docs/self-hosting.md, Backup.
set -eu
folder=${1:?"usage: DATABASE_URL=postgresql://… backup.sh FOLDER"}/$(date -u +%Y-%m-%dT%H%M%SZ)
mkdir -p "$folder.part"
pg_dump --role=errand_maintenance --enable-row-security --rows-per-insert=500 --data-only \
  --schema=app --exclude-table=app.alembic_version --format=custom \
  --file="$folder.part/app.dump" "${DATABASE_URL:?}"
pg_dump --role=errand_auth --data-only --schema=auth --format=custom \
  --file="$folder.part/auth.dump" "$DATABASE_URL"
# Whole or not there: a half-written backup has another name.
mv "$folder.part" "$folder"
echo "$folder"
