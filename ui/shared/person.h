/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <glib.h>

/* Who sits before this window: the name that an acknowledgement carries. Kept in
 * thecal/caregiver.ini of the user's configuration; where none was given, the name of the account.
 */

/* "" where nobody has a name. (transfer full) */
char *thecal_person_get_name (void);
/* FALSE sets @error: it could not be kept. */
gboolean thecal_person_set_name (const char *name, GError **error);
