/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

/* The database: its settings (WAL, synchronous=FULL), its version and the way from every earlier
 * version to this one. */
#define THECAL_SCHEMA_VERSION 5

/* (transfer full) NULL sets @error: G_IO_ERROR_INVALID_DATA for a corrupt file,
 * G_IO_ERROR_NOT_SUPPORTED for one of a newer version, G_IO_ERROR_BUSY while another holds it. */
sqlite3 *thecal_schema_open (const char *path, GError **error);

/* Ends its statements too. NULL is closed already. */
void thecal_schema_close (sqlite3 *db);

/* The SQLite code as a GError. */
void thecal_schema_set_error (GError **error, sqlite3 *db, int code, const char *doing);

/* Moves @path and its -wal and -shm aside, never deletes. (transfer full) the new path. */
char *thecal_schema_quarantine (const char *path);
