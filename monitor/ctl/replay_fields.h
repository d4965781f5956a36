/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <json-glib/json-glib.h>

/* The members of the JSON object on one line of a session, in their order. */

#define THECAL_REPLAY_FIELDS_MAX 64 /* more than any event has */

typedef enum {
  THECAL_REPLAY_FIELD_NULL,
  THECAL_REPLAY_FIELD_FLAG,
  THECAL_REPLAY_FIELD_NUMBER,
  THECAL_REPLAY_FIELD_TEXT,
  THECAL_REPLAY_FIELD_NESTED, /* an object or an array: no event has one */
} ThecalReplayFieldType;

typedef struct {
  const char *key; /* borrowed */
  ThecalReplayFieldType type;
  gboolean used; /* asked for */
  union {
    gboolean flag;
    double number;
    const char *text; /* borrowed */
  };
} ThecalReplayField;

typedef struct {
  ThecalReplayField list[THECAL_REPLAY_FIELDS_MAX];
  guint n;
} ThecalReplayFields;

/* Reads @line, @len octets and a NUL, if it is plain: one flat object, each key once, texts of
 * printable ASCII without escapes, numbers of at most 15 digits before the point and no sign. Keys
 * and texts are ended within @line and borrowed from it. FALSE says only that it is not plain:
 * @line is as it was, and a JSON parser has the word. */
gboolean thecal_replay_fields_read_plain (ThecalReplayFields *self, char *line, gsize len);

/* Keys and texts are borrowed from @object. FALSE sets @error. */
gboolean
thecal_replay_fields_read_object (ThecalReplayFields *self, JsonObject *object, GError **error);

/* The member @key, marked as used; NULL where absent. */
ThecalReplayField *thecal_replay_fields_find (ThecalReplayFields *self, const char *key);
