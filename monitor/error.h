/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gio/gio.h>

/* Errors that cross the bus, by name: org.thecal.Error.… */
typedef enum {
  THECAL_ERROR_INVALID_ARGUMENT,
  THECAL_ERROR_NOT_FOUND,
  THECAL_ERROR_NOT_ALLOWED,
  THECAL_ERROR_FAILED,
} ThecalError;

#define THECAL_ERROR (thecal_error_quark ())
GQuark thecal_error_quark (void);
