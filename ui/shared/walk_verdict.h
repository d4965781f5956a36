/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gtk/gtk.h>

#include "shared/walk_frame.h"

/* The coloured half of an outcome: what to do in one line, the number in large figures, why, the
 * square that dials it, and one button to call. */
#define THECAL_TYPE_WALK_VERDICT (thecal_walk_verdict_get_type ())
G_DECLARE_FINAL_TYPE (ThecalWalkVerdict, thecal_walk_verdict, THECAL, WALK_VERDICT, GtkBox)

typedef struct {
  int outcome;          /* T1-T5: colour, icon and the word with it */
  const char *stamp;    /* "Fri 20 Nov 14:20" */
  const char *headline; /* "Call the pump team now" */
  const char *big;      /* the number, or the time to look again; "" none */
  const char *who;      /* "Lakeside pump team, open until 17:00"; "" */
  const char *because;  /* "itching without a rash (14:19)"; "" */
  const char *again;    /* "Look again at 16:20"; "" */
  const char *next;     /* "Afterwards: …"; "" */
  const char *number;   /* that Call dials; "": none */
  const char *call;     /* "Call 911" on the button */
  gboolean emergency;   /* the number is the emergency number: also where none is chosen yet */
} ThecalVerdict;

/* Signal "choose" (): the emergency number is to be chosen. */
GtkWidget *thecal_walk_verdict_new (void);
void thecal_walk_verdict_set (ThecalWalkVerdict *self, const ThecalVerdict *verdict);
/* @width px it has. */
void thecal_walk_verdict_set_size (ThecalWalkVerdict *self, int width, ThecalWalkSize size);
/* Below the number: the chooser of an emergency number; NULL takes it away. */
void thecal_walk_verdict_set_chooser (ThecalWalkVerdict *self, GtkWidget *chooser);
void thecal_walk_verdict_focus (ThecalWalkVerdict *self);
