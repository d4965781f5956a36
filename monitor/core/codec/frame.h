/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <stdbool.h>

#include <glib.h>

#include "core/event.h"

/* One characteristic value of a pump, decoded: bytes on the air <-> fields, for both dialects of
 * the profile (bluetooth.md A1, A2, B2). Input of any length is safe; what does not fit is an error
 * code and never a guess. Nothing is written to @out on error. */

typedef enum {
  THECAL_DIALECT_THECAL, /* IIMS: mL and ug, E2E counter and CRC mandatory */
  THECAL_DIALECT_IDS,    /* Insulin Delivery Service 1.0.2, IU: conformance and testing only */
} ThecalDialect;

typedef enum {
  THECAL_FRAME_STATUS_CHANGED,
  THECAL_FRAME_INFUSION_STATUS,
  THECAL_FRAME_ANNUNCIATION,
  THECAL_FRAME_FEATURES,
  THECAL_FRAME_SRCP,
  THECAL_FRAME_SETTINGS,
  THECAL_FRAME_DATES,
  THECAL_FRAME_SOURCE,
  THECAL_FRAME_BATTERY_LEVEL,
  THECAL_FRAME_BATTERY_STATUS,
  THECAL_FRAME_SERVICE_DATE,
  THECAL_FRAME_RACP,
  THECAL_FRAME_HISTORY,
  THECAL_N_FRAMES,
} ThecalFrameKind;

typedef enum {
  THECAL_DECODE_OK,
  THECAL_DECODE_LENGTH, /* too short, too long */
  THECAL_DECODE_CRC,
  THECAL_DECODE_COUNTER,    /* E2E counter 0, or not the successor */
  THECAL_DECODE_PROHIBITED, /* an enumeration value that is no Hamming code: ignore the message */
  THECAL_DECODE_RANGE,      /* contradiction or value outside its range */
  THECAL_DECODE_UUID,       /* no such characteristic */
} ThecalDecodeResult;

/* Numbers are NAN where the air said NaN, NRes or an infinity. Codes are as on the air; a reserved
 * one is kept, *_reserved says so. Fields that the dialect lacks are NAN / false / 0. */
typedef struct {
  guint16 flags; /* bit 0 therapy, 1 operational, 2 reservoir, 3 annunciation, 4 daily dose, 5
                    settings, 6 bolus, 7 history, 8 dates, 9 source */
} ThecalFrameStatusChanged;

typedef struct {
  guint8 therapy_code;     /* 0x0F 0x33 stop 0x3C pause 0x55 run */
  guint8 operational_code; /* 0x0F 0x33 off 0x3C standby 0x55 preparing 0x5A priming 0x66 waiting
                              0x96 ready */
  double reservoir;        /* mL, or IU in the ids dialect; NAN unknown */
  bool attached, calculated, minimum_rate, stalled, recovering, source_stale;
} ThecalFrameInfusionStatus;

typedef struct {
  bool present;
  guint16 instance_id;
  guint16 type_code;
  ThecalPumpEventType type; /* UNKNOWN for a reserved code */
  guint8 status_code;       /* 0x0F, 0x33 pending, 0x3C snoozed, 0x55 confirmed */
  guint8 n_aux;             /* 0-5, in the order of their flag bits */
  guint16 aux[5];
} ThecalFrameAnnunciation;

typedef struct {
  bool e2e;
  double concentration; /* ug/mL, or IU/mL */
  guint32 flags;        /* 24 bit */
} ThecalFrameFeatures;

typedef struct {
  guint16 op;
  guint8 operand_len; /* 0-15 */
  guint8 operand[15];
} ThecalFrameSrcp;

typedef struct {
  guint8 mode_code;
  guint8 revision;
  double flow_ml_per_day, dose_now_ug_per_day, dose_24h_ug_per_day;
  double concentration_ug_per_ml, capacity_ml, low_threshold_ml;
  guint8 boluses_left, boluses_24h; /* 0xFF: not applicable */
} ThecalFrameSettings;

typedef struct {
  guint32 alarm_day, refill_due_day, eri_day, eos_day,
      last_refill_day; /* days since 1970-01-01; 0: not known */
  bool eri_reached, low_reached, eos_reached, by_gateway;
} ThecalFrameDates;

/* Source & Freshness (bluetooth.md B2, 0032). */
#define THECAL_SOURCE_CODE_IMPLANT 0x33
#define THECAL_SOURCE_CODE_SIMULATOR 0x66
#define THECAL_SOURCE_AGE_UNKNOWN 0xFFFF

typedef struct {
  guint8 source_code; /* 0x0F 0x33 implant 0x3C gateway 0x55 cached 0x5A manual 0x66 simulator */
  gint64 telemetry_time_us; /* UTC; THECAL_UNKNOWN_US where not known or no UTC */
  guint16 age_min;          /* 0xFFFE: that or more; 0xFFFF unknown */
  guint16 interval_min;     /* 0: on demand only */
  guint8 signal_percent;    /* 0xFF unknown */
} ThecalFrameSource;

typedef struct {
  guint8 percent; /* 0-100 */
} ThecalFrameBatteryLevel;

typedef struct {
  bool present;
  guint8 charge_state; /* 0 unknown 1 charging 2 discharging active 3 discharging inactive */
  guint8 level;        /* 0 unknown 1 good 2 low 3 critical */
  bool has_percent, has_identifier, has_additional;
  guint8 percent;
  guint16 identifier;
  guint8 service_required; /* 0 no 1 yes 2 unknown */
} ThecalFrameBatteryStatus;

typedef struct {
  guint32 day; /* days since 1970-01-01 UTC; 0 unknown */
} ThecalFrameServiceDate;

typedef struct {
  guint8 op, operator;
  guint8 operand_len; /* 0-9 */
  guint8 operand[9];
} ThecalFrameRacp;

typedef struct {
  guint16 type;
  guint32 sequence;
  guint16 offset_s;
  guint8 data_len; /* 0-10 */
  guint8 data[10];
} ThecalFrameHistory;

typedef struct {
  ThecalFrameKind kind;
  ThecalDialect dialect;
  bool has_counter;
  guint8 counter; /* E2E, 1-255 */
  union {
    ThecalFrameStatusChanged status_changed;
    ThecalFrameInfusionStatus infusion_status;
    ThecalFrameAnnunciation annunciation;
    ThecalFrameFeatures features;
    ThecalFrameSrcp srcp;
    ThecalFrameSettings settings;
    ThecalFrameDates dates;
    ThecalFrameSource source;
    ThecalFrameBatteryLevel battery_level;
    ThecalFrameBatteryStatus battery_status;
    ThecalFrameServiceDate service_date;
    ThecalFrameRacp racp;
    ThecalFrameHistory history;
  };
} ThecalFrame;

/* @data may be NULL only where @len is 0. Trailing octets, short values and a set presence flag
 * without its octets are LENGTH. The ids dialect takes values with and without E2E, by length. */
ThecalDecodeResult thecal_frame_decode (ThecalDialect dialect,
                                        ThecalFrameKind kind,
                                        const guint8 *data,
                                        gsize len,
                                        ThecalFrame *out);

/* The same for a pump of our profile whose features tell a layout minor above 0: octets that follow
 * what is known, before counter and CRC, are of a newer layout and passed over (bluetooth.md B2).
 */
ThecalDecodeResult thecal_frame_decode_layout (ThecalFrameKind kind,
                                               guint layout_minor,
                                               const guint8 *data,
                                               gsize len,
                                               ThecalFrame *out);
/* Bits 16-19 of the flags of the features. */
guint thecal_frame_features_get_layout_minor (guint32 flags);

#define THECAL_FRAME_MAX 28 /* octets */

/* Writes at most THECAL_FRAME_MAX octets, E2E counter (frame->counter) and CRC included where
 * frame->has_counter; returns the length, 0 for a frame that cannot be expressed. */
gsize thecal_frame_encode (const ThecalFrame *frame, guint8 *out);

/* 128-bit, 32-bit ("0f000021") or 16-bit ("2a19", "0x2A19", "0021") UUID text, any case. */
bool thecal_frame_kind_from_uuid (const char *uuid,
                                  ThecalDialect *out_dialect,
                                  ThecalFrameKind *out_kind);
/* Lower-case 128-bit text; NULL where the dialect has no such characteristic. */
const char *thecal_frame_kind_to_uuid (ThecalDialect dialect, ThecalFrameKind kind);
const char *
thecal_frame_kind_to_string (ThecalFrameKind kind); /* "infusion-status" … of the contract */
const char *thecal_decode_result_to_string (ThecalDecodeResult result); /* "length" "crc" … */

#define THECAL_SERVICE_UUID "0f000001-e829-4c2c-bad5-69452b1d8bbe"
#define THECAL_IDS_SERVICE_UUID "0000183a-0000-1000-8000-00805f9b34fb"
#define THECAL_BATTERY_SERVICE_UUID "0000180f-0000-1000-8000-00805f9b34fb"

/* E2E counter of a connection: 1, 2 … 255, 1. */
typedef enum {
  THECAL_COUNTER_NEXT,
  THECAL_COUNTER_REPEATED,
  THECAL_COUNTER_GAP,
  THECAL_COUNTER_INVALID, /* 0 */
} ThecalCounterCheck;

/* @last 0: nothing received yet on this connection; then any valid value is taken. */
ThecalCounterCheck thecal_counter_check (guint8 last, guint8 current);
