/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "sim/characteristic.h"

#define SIG(uuid) "0000" uuid "-0000-1000-8000-00805f9b34fb"
#define OWN(uuid) "0f00" uuid "-e829-4c2c-bad5-69452b1d8bbe"
#define READ_INDICATE (THECAL_PROPERTY_READ | THECAL_PROPERTY_INDICATE)
#define FIXED(uuid, text)                                                                          \
  {                                                                                                \
    SIG ("180a"), SIG (uuid), THECAL_N_FRAMES, text, sizeof text - 1, THECAL_PROPERTY_READ         \
  }
#define PUMP(uuid, kind, properties)                                                               \
  {                                                                                                \
    THECAL_SERVICE_UUID, OWN (uuid), kind, NULL, 0, properties                                     \
  }
#define BATTERY(uuid, kind, properties)                                                            \
  {                                                                                                \
    THECAL_BATTERY_SERVICE_UUID, SIG (uuid), kind, NULL, 0, properties                             \
  }

static const ThecalCharacteristic table[THECAL_N_CHARACTERISTICS] = {
  PUMP ("0020", THECAL_FRAME_STATUS_CHANGED, READ_INDICATE),
  PUMP ("0021", THECAL_FRAME_INFUSION_STATUS, READ_INDICATE),
  PUMP ("0022", THECAL_FRAME_ANNUNCIATION, READ_INDICATE),
  PUMP ("0023", THECAL_FRAME_FEATURES, THECAL_PROPERTY_READ),
  PUMP ("0024", THECAL_FRAME_SRCP, THECAL_PROPERTY_WRITE | THECAL_PROPERTY_INDICATE),
  PUMP ("0030", THECAL_FRAME_SETTINGS, READ_INDICATE),
  PUMP ("0031", THECAL_FRAME_DATES, READ_INDICATE),
  PUMP ("0032", THECAL_FRAME_SOURCE, READ_INDICATE),
  BATTERY ("2a19", THECAL_FRAME_BATTERY_LEVEL, THECAL_PROPERTY_READ | THECAL_PROPERTY_NOTIFY),
  BATTERY ("2bed", THECAL_FRAME_BATTERY_STATUS, READ_INDICATE),
  BATTERY ("2bef", THECAL_FRAME_SERVICE_DATE, THECAL_PROPERTY_READ),
  FIXED ("2a29", "Thecal simulator"),
  FIXED ("2a24", "SIM-1"),
  FIXED ("2a25", "SIM-0001"),
  FIXED ("2a23", "\x01\x00\x00\x00\x00\xDE\xC0\x00"),
};

const ThecalCharacteristic *
thecal_characteristic_get (guint index)
{
  return index < THECAL_N_CHARACTERISTICS ? &table[index] : NULL;
}

int
thecal_characteristic_find (ThecalFrameKind kind)
{
  for (int i = 0; i < THECAL_N_CHARACTERISTICS; i++)
    if (table[i].kind == kind && kind != THECAL_N_FRAMES)
      return i;
  return -1;
}
