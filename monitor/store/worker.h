/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gio/gio.h>

#include "store/reader.h"
#include "store/writer.h"

/* The one thread that holds the database. Jobs are served in the order of their queue; writes
 * gather before a barrier, which every other job is. */
typedef enum {
  THECAL_JOB_WRITE,
  THECAL_JOB_OPEN,
  THECAL_JOB_FLUSH,
  THECAL_JOB_LOAD,
  THECAL_JOB_READ,
  THECAL_JOB_QUIT,
} ThecalJobKind;

typedef struct {
  ThecalJobKind kind;
  GTask *task;        /* owned; NULL for writes and the end */
  ThecalWrite *write; /* owned */
  ThecalRead *read;   /* owned */
} ThecalJob;

/* Shared by the store and its worker, by reference: the last reference to the store may fall in the
 * worker, with a task that it lets go. */
typedef struct {
  char *path;
  GAsyncQueue *jobs;
  GMainContext *context; /* of creation: "failed" and "recovered" are emitted there */
  GWeakRef store;        /* set and cleared by the owner, read where @context runs */
  char *quarantined;     /* written before the open task ends, read after */
} ThecalStoreLink;

ThecalStoreLink *thecal_store_link_new (GObject *store, const char *path);
void thecal_store_link_release (ThecalStoreLink *self);
/* Takes over what @job owns. */
void thecal_store_link_push (ThecalStoreLink *self, ThecalJob job);

/* Runs until THECAL_JOB_QUIT. */
GThread *thecal_store_worker_start (ThecalStoreLink *link);
