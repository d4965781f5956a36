/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "caregiver/ask.h"

#include <glib/gi18n.h>

#include "caregiver/dialogs.h"

static void
tell_refused (GtkWidget *parent, const char *why)
{
  thecal_dialog_show (parent, _ ("The monitor did not take that"), why);
}

ThecalAsker
thecal_ask_before (GtkWidget *parent)
{
  return (ThecalAsker){
    .owner = parent,
    .gone = _ ("Thecal's monitor is not running, or the alarm has ended."),
    .refused = tell_refused,
  };
}
