/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "core/alarm/condition.h"
#include "signal/lamp_output.h"

/* An optional lamp or bed shaker, on and off with what sounds: it is the twin of the sound for who
 * does not hear. Each switching is read back; one that fails, or hangs for two seconds, is told.
 *
 * Signal "result" (gboolean ok, const char *detail): at the first switching of each alarm, at each
 * test, and when it changes. */
#define THECAL_TYPE_LAMP (thecal_lamp_get_type ())
G_DECLARE_FINAL_TYPE (ThecalLamp, thecal_lamp, THECAL, LAMP, GObject)

/* Takes @output; NULL: it cannot be used, and @fault says why at each test. */
ThecalLamp *thecal_lamp_new (ThecalLampOutput *output, const char *fault);
/* By THECAL_LAMP. NULL: there is no lamp. */
ThecalLamp *thecal_lamp_new_from_environment (void);
/* What sounds now; NONE: off, as in a pause. */
void thecal_lamp_set_sounding (ThecalLamp *self, ThecalPriority priority);
/* Ends in one "result", where the lamp answers or its time limit ends. @visible: half a second on.
 */
void thecal_lamp_test (ThecalLamp *self, gboolean visible);
/* Off for good. The callback comes when it is off, or cannot be switched. */
void thecal_lamp_stop_async (ThecalLamp *self, GAsyncReadyCallback callback, gpointer user_data);
void thecal_lamp_stop_finish (ThecalLamp *self, GAsyncResult *result);
