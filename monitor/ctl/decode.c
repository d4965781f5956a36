/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "ctl/decode.h"

#include <glib/gi18n.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "core/codec/frame.h"
#include "ctl/decode_fields.h"
#include "ctl/json_out.h"
#include "ctl/json_write.h"
#include "ctl/options.h"

#define HEX_WORDS_MAX 256

static const char *const help =
    N_ ("Usage: thecalctl decode [--dialect thecal|ids] UUID HEX [--json]\n\n"
        "Decodes one characteristic value. HEX may hold spaces, colons or "
        "dashes, in one argument or several.");

static GByteArray *
parse_hex (const char *const *words)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  int high = -1;

  for (; *words != NULL; words++)
    for (const char *at = *words; *at != '\0'; at++) {
      const int digit = g_ascii_xdigit_value (*at);

      if (strchr (" :-\t\n", *at) != NULL)
        continue;
      if (digit < 0) {
        fprintf (stderr,
                 _ ("thecalctl decode: %s: expected hexadecimal digits, found '%c'\n"),
                 *words,
                 *at);
        return NULL;
      }
      if (high < 0)
        high = digit;
      else {
        const guint8 octet = (guint8) (high << 4 | digit);

        g_byte_array_append (bytes, &octet, 1);
        high = -1;
      }
    }
  if (high >= 0) {
    fprintf (stderr, _ ("thecalctl decode: expected an even number of hexadecimal digits\n"));
    return NULL;
  }

  return g_steal_pointer (&bytes);
}

/* "name: value" lines; those of "fields" stand beside the others. */
static void
print_lines (JsonObject *object)
{
  g_autoptr (GList) names = json_object_get_members (object);

  for (GList *at = names; at != NULL; at = at->next) {
    JsonNode *node = json_object_get_member (object, at->data);
    g_autofree char *text = NULL;

    if (g_strcmp0 (at->data, "fields") == 0) {
      print_lines (json_node_get_object (node));
      continue;
    }
    text = json_node_get_value_type (node) == G_TYPE_STRING ? json_node_dup_string (node)
                                                            : thecal_json_write (node);
    printf ("%s: %s\n", (const char *) at->data, text);
  }
}

static void
print_result (ThecalDecodeResult result, const ThecalFrame *frame, gboolean json)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  thecal_json_add_bool (builder, "ok", result == THECAL_DECODE_OK);
  if (result != THECAL_DECODE_OK)
    thecal_json_add_text (builder, "error", thecal_decode_result_to_string (result));
  else {
    thecal_json_add_text (builder, "kind", thecal_frame_kind_to_string (frame->kind));
    json_builder_set_member_name (builder, "fields");
    json_builder_begin_object (builder);
    thecal_decode_add_fields (builder, frame);
    json_builder_end_object (builder);
    thecal_json_add_number (builder, "counter", frame->has_counter ? frame->counter : NAN);
  }
  json_builder_end_object (builder);
  if (json) {
    thecal_json_print (builder);
    return;
  }

  root = json_builder_get_root (builder);
  print_lines (json_node_get_object (root));
}

static gboolean
choose_dialect (const char *text, ThecalDialect *out_dialect)
{
  if (g_strcmp0 (text, "thecal") == 0)
    *out_dialect = THECAL_DIALECT_THECAL;
  else if (g_strcmp0 (text, "ids") == 0)
    *out_dialect = THECAL_DIALECT_IDS;
  else {
    fprintf (stderr, _ ("thecalctl decode: --dialect %s: expected thecal or ids\n"), text);
    return FALSE;
  }

  return TRUE;
}

int
thecal_ctl_decode (int argc, char **argv)
{
  const char *rest[HEX_WORDS_MAX + 1];
  const char *dialect_name = NULL;
  gboolean json = FALSE;
  const ThecalOption options[] = {
    { "--dialect", THECAL_OPTION_TEXT, &dialect_name, 0, 0, NULL },
    { "--json", THECAL_OPTION_FLAG, &json, 0, 0, NULL },
    { NULL, THECAL_OPTION_FLAG, NULL, 0, 0, NULL },
  };
  g_autoptr (GByteArray) bytes = NULL;
  ThecalDecodeResult result = THECAL_DECODE_UUID;
  ThecalDialect dialect, asked = THECAL_DIALECT_THECAL;
  ThecalFrameKind kind;
  ThecalFrame frame = { 0 };

  if (thecal_options_want_help (argc, argv)) {
    puts (_ (help));
    return THECAL_EXIT_DONE;
  }
  if (!thecal_options_parse (argc, argv, options, rest, HEX_WORDS_MAX))
    return THECAL_EXIT_BAD_INPUT;
  if (rest[0] == NULL || rest[1] == NULL) {
    fprintf (stderr, _ ("thecalctl decode: expected UUID and HEX\n"));
    return THECAL_EXIT_BAD_INPUT;
  }
  if (dialect_name != NULL && !choose_dialect (dialect_name, &asked))
    return THECAL_EXIT_BAD_INPUT;
  bytes = parse_hex (rest + 1);
  if (bytes == NULL)
    return THECAL_EXIT_BAD_INPUT;

  if (thecal_frame_kind_from_uuid (rest[0], &dialect, &kind)) {
    if (dialect_name != NULL)
      dialect = asked;
    if (thecal_frame_kind_to_uuid (dialect, kind) != NULL)
      result = thecal_frame_decode (dialect, kind, bytes->data, bytes->len, &frame);
  }
  print_result (result, &frame, json);

  return result == THECAL_DECODE_OK ? THECAL_EXIT_DONE : THECAL_EXIT_PROBLEM;
}
