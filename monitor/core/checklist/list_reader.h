/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "core/checklist/checklist.h"

/* Reads the attributes of one element of a checklist file. The first fault stays: its line, and
 * what was expected there, as it follows "FILE:LINE: expected ". A read after a fault answers
 * nothing that counts. */
typedef struct {
  ThecalChecklistError *error;
  bool failed;
  guint line;                /* of the element */
  const char *element;       /* its name */
  const char *const *names;  /* of its attributes, NULL-terminated … */
  const char *const *values; /* … and what they say */
} ThecalListReader;

void thecal_list_reader_fail (ThecalListReader *self, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* Nothing but the attributes of @allowed (NULL-terminated), each once. */
bool thecal_list_reader_check_names (ThecalListReader *self, const char *const *allowed);
/* NULL: the element has no such attribute. */
const char *thecal_list_reader_get (const ThecalListReader *self, const char *name);
/* NULL: a fault, told. */
const char *thecal_list_reader_need (ThecalListReader *self, const char *name);

/* One of @words (NULL-terminated), as its place in them; @absent where the attribute is not there,
 * a fault where that is negative. */
int thecal_list_reader_read_word (ThecalListReader *self,
                                  const char *name,
                                  const char *const *words,
                                  int absent);
/* Attributes that hold several words, parted by blanks: bits of outcomes, bits of lists, ids of
 * items and values of choices (interned, added to @out). Absent: none. */
guint thecal_list_reader_read_outcomes (ThecalListReader *self, const char *name);
guint thecal_list_reader_read_lists (ThecalListReader *self, const char *name);
void thecal_list_reader_read_ids (ThecalListReader *self, const char *name, GPtrArray *out);
void thecal_list_reader_read_values (ThecalListReader *self, const char *name, GPtrArray *out);
/* NAN: absent, or a fault. */
double
thecal_list_reader_read_number (ThecalListReader *self, const char *name, double min, double max);
/* "2019" or "2026-11-25", needed. (transfer full) */
char *thecal_list_reader_read_date (ThecalListReader *self);

/* "W4", "W4_faint" */
bool thecal_list_is_id (const char *text);
/* "siren" */
bool thecal_list_is_value (const char *text);
