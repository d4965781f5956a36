/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "core/codec/frame.h"

/* The attribute table of the simulated pump: own service, battery service, device information. */

typedef enum {
  THECAL_PROPERTY_READ = 1 << 0,
  THECAL_PROPERTY_WRITE = 1 << 1,
  THECAL_PROPERTY_NOTIFY = 1 << 2,
  THECAL_PROPERTY_INDICATE = 1 << 3,
} ThecalProperties;

typedef struct {
  const char *service_uuid;
  const char *uuid;
  ThecalFrameKind kind; /* THECAL_N_FRAMES: a fixed value */
  const char *fixed;    /* nullable */
  guint fixed_len;
  guint properties;
} ThecalCharacteristic;

#define THECAL_N_CHARACTERISTICS 15

/* Sorted by service; borrowed. */
const ThecalCharacteristic *thecal_characteristic_get (guint index);
/* -1: no such kind. */
int thecal_characteristic_find (ThecalFrameKind kind);
