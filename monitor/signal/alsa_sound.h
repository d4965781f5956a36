/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <glib.h>

/* Sound without a sound server: ALSA's "default" PCM, or the one that THECAL_ALSA_PCM names. All of
 * ALSA is on a thread of its own, which a device that hangs can block; this one goes on. ALSA
 * proves nothing: a mixer that is down is not seen. */
typedef struct _ThecalAlsaSound ThecalAlsaSound;

/* In the thread of creation; not after a stop. */
typedef void (*ThecalAlsaDone) (gboolean ok, const char *detail, gpointer user_data);

ThecalAlsaSound *thecal_alsa_sound_new (void);
void thecal_alsa_sound_free (ThecalAlsaSound *self);
/* Plays @samples (gint16 mono, kept until it ends; not changed meanwhile); NULL: looks only whether
 * it could. One that plays is ended. */
void thecal_alsa_sound_play (ThecalAlsaSound *self,
                             GArray *samples,
                             ThecalAlsaDone done,
                             gpointer user_data);
void thecal_alsa_sound_stop (ThecalAlsaSound *self);
