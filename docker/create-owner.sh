#!/bin/bash
# Runs once, when the database's volume is empty: the program signs in as an owner that is no superuser.
set -euo pipefail
psql -v ON_ERROR_STOP=1 -v password="$AIDWITNESS_DATABASE_PASSWORD" --username postgres <<'SQL'
create role aidwitness login createrole password :'password';
create database aidwitness owner aidwitness;
SQL
