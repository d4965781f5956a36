/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "fault_vfs.h"

#include <glib.h>
#include <sqlite3.h>

/* The real file follows in the same block: SQLite allocates szOsFile octets. */
typedef struct {
  sqlite3_file base;
} FaultFile;

static int fault_now; /* atomic */
static sqlite3_vfs *real_vfs;

static sqlite3_file *
real_of (sqlite3_file *file)
{
  return (sqlite3_file *) (void *) ((char *) file + sizeof (FaultFile));
}

static int
on_write (sqlite3_file *file, const void *data, int n, sqlite3_int64 at)
{
  switch ((Fault) g_atomic_int_get (&fault_now)) {
  case FAULT_FULL:
    return SQLITE_FULL;
  case FAULT_WRITE:
    return SQLITE_IOERR_WRITE;
  case FAULT_NONE:
  case FAULT_SYNC:
    break;
  }

  return real_of (file)->pMethods->xWrite (real_of (file), data, n, at);
}

static int
on_sync (sqlite3_file *file, int flags)
{
  if (g_atomic_int_get (&fault_now) == FAULT_SYNC)
    return SQLITE_IOERR_FSYNC;

  return real_of (file)->pMethods->xSync (real_of (file), flags);
}

/* The rest goes through. */
#define PASS(name, declared, given)                                                                \
  static int on_##name declared                                                                    \
  {                                                                                                \
    return real_of (file)->pMethods->name given;                                                   \
  }
#define REAL real_of (file)

PASS (xClose, (sqlite3_file * file), (REAL))
PASS (xRead, (sqlite3_file * file, void *data, int n, sqlite3_int64 at), (REAL, data, n, at))
PASS (xTruncate, (sqlite3_file * file, sqlite3_int64 size), (REAL, size))
PASS (xFileSize, (sqlite3_file * file, sqlite3_int64 *size), (REAL, size))
PASS (xLock, (sqlite3_file * file, int level), (REAL, level))
PASS (xUnlock, (sqlite3_file * file, int level), (REAL, level))
PASS (xCheckReservedLock, (sqlite3_file * file, int *out), (REAL, out))
PASS (xFileControl, (sqlite3_file * file, int op, void *argument), (REAL, op, argument))
PASS (xSectorSize, (sqlite3_file * file), (REAL))
PASS (xDeviceCharacteristics, (sqlite3_file * file), (REAL))
PASS (xShmMap,
      (sqlite3_file * file, int page, int size, int extend, void volatile **out),
      (REAL, page, size, extend, out))
PASS (xShmLock, (sqlite3_file * file, int at, int n, int flags), (REAL, at, n, flags))
PASS (xShmUnmap, (sqlite3_file * file, int delete), (REAL, delete))
PASS (xFetch, (sqlite3_file * file, sqlite3_int64 at, int n, void **out), (REAL, at, n, out))
PASS (xUnfetch, (sqlite3_file * file, sqlite3_int64 at, void *page), (REAL, at, page))

static void
on_xShmBarrier (sqlite3_file *file)
{
  REAL->pMethods->xShmBarrier (REAL);
}

static const sqlite3_io_methods methods = {
  .iVersion = 3,
  .xClose = on_xClose,
  .xRead = on_xRead,
  .xWrite = on_write,
  .xTruncate = on_xTruncate,
  .xSync = on_sync,
  .xFileSize = on_xFileSize,
  .xLock = on_xLock,
  .xUnlock = on_xUnlock,
  .xCheckReservedLock = on_xCheckReservedLock,
  .xFileControl = on_xFileControl,
  .xSectorSize = on_xSectorSize,
  .xDeviceCharacteristics = on_xDeviceCharacteristics,
  .xShmMap = on_xShmMap,
  .xShmLock = on_xShmLock,
  .xShmBarrier = on_xShmBarrier,
  .xShmUnmap = on_xShmUnmap,
  .xFetch = on_xFetch,
  .xUnfetch = on_xUnfetch,
};

static int
on_open (sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out_flags)
{
  const int code = real_vfs->xOpen (real_vfs, name, real_of (file), flags, out_flags);

  file->pMethods = real_of (file)->pMethods != NULL ? &methods : NULL;
  return code;
}

void
fault_vfs_install (void)
{
  static sqlite3_vfs vfs;

  real_vfs = sqlite3_vfs_find (NULL);
  vfs = *real_vfs;
  vfs.zName = "fault";
  vfs.szOsFile = (int) sizeof (FaultFile) + real_vfs->szOsFile;
  vfs.xOpen = on_open;
  g_assert_cmpint (sqlite3_vfs_register (&vfs, 1), ==, SQLITE_OK);
}

void
fault_vfs_set (Fault fault)
{
  g_atomic_int_set (&fault_now, fault);
}
