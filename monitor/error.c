/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "error.h"

static const GDBusErrorEntry entries[] = {
  { THECAL_ERROR_INVALID_ARGUMENT, "org.thecal.Error.InvalidArgument" },
  { THECAL_ERROR_NOT_FOUND, "org.thecal.Error.NotFound" },
  { THECAL_ERROR_NOT_ALLOWED, "org.thecal.Error.NotAllowed" },
  { THECAL_ERROR_FAILED, "org.thecal.Error.Failed" },
};

GQuark
thecal_error_quark (void)
{
  static gsize quark = 0;

  g_dbus_error_register_error_domain ("thecal-error", &quark, entries, G_N_ELEMENTS (entries));
  return (GQuark) quark;
}
