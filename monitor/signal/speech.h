/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gio/gio.h>

/* Texts as sound, by a child espeak-ng that has a few seconds and is killed after them. What was
 * made once is kept. */
typedef struct _ThecalSpeech ThecalSpeech;

#define THECAL_SPEECH_LIMIT_MS 8000 /* own; a longer text is said faster, then cut */

/* @fault NULL: the text that was asked for last can be had now. */
typedef void (*ThecalSpeechDone) (const char *fault, gpointer user_data);

ThecalSpeech *thecal_speech_new (ThecalSpeechDone done, gpointer user_data);
void thecal_speech_free (ThecalSpeech *self);
/* The samples of @text (gint16 mono, owned by @self until the next call). NULL: they are being
 * made, which ends in the callback; what was being made for another text is given up. */
const GArray *thecal_speech_get (ThecalSpeech *self, const char *text);
/* Nothing is wanted any more. */
void thecal_speech_stop (ThecalSpeech *self);

/* The voice for texts of a catalogue, by the header that gettext ("") gives: none is English. A
 * text that was not translated is not read by a voice of another language. Owned. */
char *thecal_speech_choose_voice (const char *catalogue_header);
