/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "event_sink.h"

/* Mains and battery of this computer, as UPower tells them: each change goes to the core (A24).
 * Where there is no UPower, or it goes, nothing is said: what was known stays. */
#define THECAL_TYPE_HOST_POWER (thecal_host_power_get_type ())
G_DECLARE_FINAL_TYPE (ThecalHostPower, thecal_host_power, THECAL, HOST_POWER, GObject)

ThecalHostPower *thecal_host_power_new (ThecalEventSink *sink);
