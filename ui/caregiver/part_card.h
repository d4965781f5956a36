/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gtk/gtk.h>

/* One part of the pump: its value, where that comes from and how old it is, and what it means. */
#define THECAL_TYPE_PART_CARD (thecal_part_card_get_type ())
G_DECLARE_FINAL_TYPE (ThecalPartCard, thecal_part_card, THECAL, PART_CARD, GtkBox)

typedef struct {
  const char *value;   /* the heavy line */
  const char *detail;  /* below it; "" none */
  const char *source;  /* where it comes from, and its age; "" none */
  const char *meaning; /* a sentence for people */
  gboolean stale;      /* not known now */
  gboolean urgent;     /* somebody has to act */
} ThecalPart;

GtkWidget *thecal_part_card_new (const char *icon_name, const char *title);
void thecal_part_card_set (ThecalPartCard *self, const ThecalPart *part);
/* Between the source and the meaning. */
void thecal_part_card_add (ThecalPartCard *self, GtkWidget *widget);
/* At the left of all words, as the vessel is. */
void thecal_part_card_add_beside (ThecalPartCard *self, GtkWidget *widget);
