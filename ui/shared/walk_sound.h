/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gio/gio.h>

/* The sound of an unanswered result where no monitor is there to make it: the program thecal-sound,
 * for as long as it is on. It ends with this program. */
typedef struct _ThecalWalkSound ThecalWalkSound;

ThecalWalkSound *thecal_walk_sound_new (void);
/* That of another page, as often as it asks for: @repeat_s in seconds, "60". Static. */
ThecalWalkSound *thecal_walk_sound_new_repeated (const char *repeat_s);
void thecal_walk_sound_free (ThecalWalkSound *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ThecalWalkSound, thecal_walk_sound_free)

void thecal_walk_sound_set (ThecalWalkSound *self, gboolean on);
/* It is on, and the program that sounds could not be started or has failed. */
gboolean thecal_walk_sound_is_failed (ThecalWalkSound *self);
