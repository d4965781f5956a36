/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

/* A disk that fails on command: SQLite's own layer to the file system, with faults before it. */
typedef enum {
  FAULT_NONE,
  FAULT_FULL,  /* ENOSPC on every write */
  FAULT_WRITE, /* EIO on every write */
  FAULT_SYNC,  /* EIO on every fsync */
} Fault;

/* Becomes the default for every database that is opened from now on. */
void fault_vfs_install (void);
/* From any thread, at once. */
void fault_vfs_set (Fault fault);
