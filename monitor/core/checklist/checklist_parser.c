/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "core/checklist/checklist.h"
#include "core/checklist/item_reader.h"
#include "core/checklist/rule_reader.h"

#include <string.h>

/* More than any list needs, so that a wrong file cannot take the memory. */
#define FILE_BYTES_MAX (1 << 20)
#define ITEMS_MAX 64
#define CHOICES_MAX 8
#define RULES_MAX 16
#define ADVICE_MAX 128
#define TEXT_BYTES_MAX 600

typedef enum {
  WITHIN_FILE,
  WITHIN_LIST,
  WITHIN_ITEM,
  WITHIN_TEXT,  /* of a list or an item */
  WITHIN_EMPTY, /* <rule/>, <include/> */
} Within;

typedef struct {
  ThecalListReader reader;
  guint tag_line; /* where the tag begins that is read now */
  Within within, outside;
  ThecalChecklist *list;     /* owned; NULL before the first tag */
  ThecalChecklistItem *item; /* owned until its end tag; NULL: none is open */
  GString *text;
  char **place;         /* takes the text that is read; NULL: choice or advice … */
  const char *value;    /* … interned value of the choice */
  ThecalAdvice *advice; /* … owned */
  guint text_line;
} Parser;

static void
free_advice (gpointer data)
{
  ThecalAdvice *advice = data;

  g_free (advice->text);
  g_free (advice);
}

static void
open_list (Parser *self)
{
  static const char *const attributes[] = { "id", "version", "date", NULL };
  ThecalListReader *reader = &self->reader;
  const char *id;
  double version;

  if (self->list != NULL || !g_str_equal (reader->element, "checklist")) {
    thecal_list_reader_fail (reader, "one <checklist>, not <%.24s>", reader->element);
    return;
  }
  self->list = g_new0 (ThecalChecklist, 1);
  self->list->items = g_ptr_array_new_with_free_func ((GDestroyNotify) thecal_item_free);
  self->list->advice = g_ptr_array_new_with_free_func (free_advice);
  self->list->before = g_ptr_array_new ();
  self->within = WITHIN_LIST;
  if (!thecal_list_reader_check_names (reader, attributes))
    return;

  id = thecal_list_reader_need (reader, "id");
  if (id != NULL && !thecal_list_from_letter (id, &self->list->id))
    thecal_list_reader_fail (reader, "id= one of G, W, O, I, P, S, not \"%.24s\"", id);
  thecal_list_reader_need (reader, "version");
  version = thecal_list_reader_read_number (reader, "version", 1, 1e6);
  if (!reader->failed)
    self->list->version = (guint) version;
  self->list->date = thecal_list_reader_read_date (reader);
}

static void
open_item (Parser *self)
{
  self->within = WITHIN_ITEM;
  self->item = thecal_item_read (&self->reader, self->list);
  if (self->list->items->len == ITEMS_MAX)
    thecal_list_reader_fail (&self->reader, "at most %d items in a list", ITEMS_MAX);
}

/* The text of this element goes to @place, which has none yet. */
static void
open_text (Parser *self, char **place)
{
  self->outside = self->within;
  self->within = WITHIN_TEXT;
  self->place = place;
  self->text_line = self->reader.line;
  g_string_truncate (self->text, 0);
  if (place != NULL && *place != NULL)
    thecal_list_reader_fail (&self->reader, "one <%s>", self->reader.element);
}

static void
open_plain_text (Parser *self, char **place)
{
  static const char *const attributes[] = { NULL };

  open_text (self, place);
  thecal_list_reader_check_names (&self->reader, attributes);
}

static void
open_choice (Parser *self)
{
  static const char *const attributes[] = { "value", NULL };
  const char *value;

  open_text (self, NULL);
  self->value = NULL;
  if (!thecal_list_reader_check_names (&self->reader, attributes))
    return;

  value = thecal_list_reader_need (&self->reader, "value");
  if (value != NULL && !thecal_list_is_value (value))
    thecal_list_reader_fail (&self->reader, "value= a word in small letters, not \"%.24s\"", value);
  else if (value != NULL)
    self->value = g_intern_string (value);
  if (self->item->type != THECAL_ANSWER_SELECT)
    thecal_list_reader_fail (&self->reader, "<choice> only where answer=\"select\"");
  else if (self->item->choices->len == CHOICES_MAX)
    thecal_list_reader_fail (&self->reader, "at most %d choices", CHOICES_MAX);
  for (guint i = 0; i < self->item->choices->len; i++)
    if (g_array_index (self->item->choices, ThecalChoice, i).value == self->value)
      thecal_list_reader_fail (&self->reader, "a choice of its own: %s is there already", value);
}

static void
open_advice (Parser *self)
{
  static const char *const attributes[] = { "kind", "outcomes", NULL };
  static const char *const kinds[] = { "do-now", "do-not", "bring", "expect", "say", NULL };

  open_text (self, NULL);
  self->advice = g_new0 (ThecalAdvice, 1);
  self->advice->line = self->reader.line;
  if (!thecal_list_reader_check_names (&self->reader, attributes))
    return;

  self->advice->kind =
      (ThecalAdviceKind) thecal_list_reader_read_word (&self->reader, "kind", kinds, -1);
  thecal_list_reader_need (&self->reader, "outcomes");
  self->advice->outcomes = thecal_list_reader_read_outcomes (&self->reader, "outcomes");
  if (self->list->advice->len == ADVICE_MAX)
    thecal_list_reader_fail (&self->reader, "at most %d lines of advice", ADVICE_MAX);
}

static void
open_rule (Parser *self)
{
  ThecalRule *rule;

  self->outside = self->within;
  self->within = WITHIN_EMPTY;
  if (self->item->rules->len == RULES_MAX) {
    thecal_list_reader_fail (&self->reader, "at most %d rules", RULES_MAX);
    return;
  }
  rule = thecal_rule_read (&self->reader, self->item);
  if (rule != NULL)
    g_ptr_array_add (self->item->rules, rule);
}

/* <include id="S1" items="I1 I2"/>: items of other lists, which are asked before this one. */
static void
open_include (Parser *self)
{
  static const char *const attributes[] = { "id", "items", NULL };

  self->outside = self->within;
  self->within = WITHIN_EMPTY;
  if (!thecal_list_reader_check_names (&self->reader, attributes))
    return;

  thecal_item_read_id (&self->reader, self->list);
  thecal_list_reader_need (&self->reader, "items");
  if (self->list->before->len > 0)
    thecal_list_reader_fail (&self->reader, "one <include>");
  thecal_list_reader_read_ids (&self->reader, "items", self->list->before);
}

static void
open_in_list (Parser *self, const char *name)
{
  if (g_str_equal (name, "item"))
    open_item (self);
  else if (g_str_equal (name, "advice"))
    open_advice (self);
  else if (g_str_equal (name, "include"))
    open_include (self);
  else if (g_str_equal (name, "title"))
    open_plain_text (self, &self->list->title);
  else if (g_str_equal (name, "suspicion"))
    open_plain_text (self, &self->list->suspicion);
  else
    thecal_list_reader_fail (
        &self->reader, "<title>, <suspicion>, <include>, <item> or <advice>, not <%.24s>", name);
}

static void
open_in_item (Parser *self, const char *name)
{
  if (g_str_equal (name, "rule"))
    open_rule (self);
  else if (g_str_equal (name, "choice"))
    open_choice (self);
  else if (g_str_equal (name, "question"))
    open_plain_text (self, &self->item->question);
  else if (g_str_equal (name, "child-question"))
    open_plain_text (self, &self->item->of_child);
  else if (g_str_equal (name, "help"))
    open_plain_text (self, &self->item->help);
  else if (g_str_equal (name, "finding"))
    open_plain_text (self, &self->item->finding);
  else
    thecal_list_reader_fail (
        &self->reader,
        "<question>, <child-question>, <help>, <finding>, <choice> or <rule>, not <%.24s>",
        name);
}

/* Stops the parse after a fault of ours; the text is in the reader. */
static void
stop_if_failed (Parser *self, GError **error)
{
  if (self->reader.failed)
    g_set_error_literal (error, G_MARKUP_ERROR, G_MARKUP_ERROR_INVALID_CONTENT, "");
}

static void
on_start (GMarkupParseContext *context,
          const char *name,
          const char **names,
          const char **values,
          gpointer user_data,
          GError **error)
{
  Parser *self = user_data;

  self->reader.line = self->tag_line;
  self->reader.element = name;
  self->reader.names = (const char *const *) names;
  self->reader.values = (const char *const *) values;
  switch (self->within) {
  case WITHIN_FILE:
    open_list (self);
    break;
  case WITHIN_LIST:
    open_in_list (self, name);
    break;
  case WITHIN_ITEM:
    open_in_item (self, name);
    break;
  case WITHIN_TEXT:
  case WITHIN_EMPTY:
    thecal_list_reader_fail (&self->reader, "no <%.24s> here", name);
    break;
  }
  stop_if_failed (self, error);
}

/* Blanks and line ends as one blank each, none at the ends: as the translations have it. (transfer
 * full) */
static char *
join_lines (const char *text)
{
  g_autoptr (GString) joined = g_string_new (NULL);

  for (; *text != '\0'; text++)
    if (!g_ascii_isspace (*text))
      g_string_append_c (joined, *text);
    else if (joined->len > 0 && joined->str[joined->len - 1] != ' ')
      g_string_append_c (joined, ' ');
  if (joined->len > 0 && joined->str[joined->len - 1] == ' ')
    g_string_truncate (joined, joined->len - 1);

  return g_string_free (g_steal_pointer (&joined), FALSE);
}

static void
close_text (Parser *self, const char *name)
{
  g_autofree char *text = join_lines (self->text->str);

  self->within = self->outside;
  self->reader.line = self->text_line;
  if (*text == '\0')
    thecal_list_reader_fail (&self->reader, "a text in <%s>", name);
  else if (strlen (text) > TEXT_BYTES_MAX)
    thecal_list_reader_fail (&self->reader, "at most %d octets in <%s>", TEXT_BYTES_MAX, name);
  else if (self->place != NULL)
    *self->place = g_steal_pointer (&text);
  else if (self->advice != NULL) {
    self->advice->text = g_steal_pointer (&text);
    g_ptr_array_add (self->list->advice, g_steal_pointer (&self->advice));
  } else {
    const ThecalChoice choice = { self->value, g_steal_pointer (&text) };

    g_array_append_val (self->item->choices, choice);
  }
}

static void
close_item (Parser *self)
{
  ThecalChecklistItem *item = self->item;

  self->within = WITHIN_LIST;
  self->reader.line = item->line;
  if (item->question == NULL)
    thecal_list_reader_fail (&self->reader, "<question> in %s", item->id);
  else if (item->finding == NULL)
    thecal_list_reader_fail (&self->reader, "<finding> in %s", item->id);
  else if (item->type == THECAL_ANSWER_SELECT && item->choices->len < 2)
    thecal_list_reader_fail (&self->reader, "two or more <choice> in %s", item->id);
  else
    g_ptr_array_add (self->list->items, g_steal_pointer (&self->item));
}

static void
on_end (GMarkupParseContext *context, const char *name, gpointer user_data, GError **error)
{
  Parser *self = user_data;

  self->reader.line = self->tag_line;
  switch (self->within) {
  case WITHIN_TEXT:
    close_text (self, name);
    break;
  case WITHIN_ITEM:
    close_item (self);
    break;
  case WITHIN_EMPTY:
    self->within = self->outside;
    break;
  case WITHIN_LIST:
  case WITHIN_FILE:
    self->within = WITHIN_FILE;
    if (self->list->title == NULL)
      thecal_list_reader_fail (&self->reader, "<title> in <checklist>");
    else if (self->list->items->len == 0)
      thecal_list_reader_fail (&self->reader, "an <item> in <checklist>");
    break;
  }
  stop_if_failed (self, error);
}

static void
on_text (GMarkupParseContext *context,
         const char *text,
         gsize len,
         gpointer user_data,
         GError **error)
{
  Parser *self = user_data;
  guint stray_line = 0;

  if (self->within == WITHIN_TEXT) {
    g_string_append_len (self->text, text, (gssize) len);
    return;
  }
  /* what stands before a tag comes with that tag */
  self->reader.line = self->tag_line;
  for (gsize i = len; i-- > 0;) {
    /* "&#10;" comes as one too */
    if (text[i] == '\n' && self->reader.line > 1)
      self->reader.line--;
    else if (!g_ascii_isspace (text[i]))
      stray_line = self->reader.line;
  }
  if (stray_line > 0) {
    self->reader.line = stray_line;
    thecal_list_reader_fail (&self->reader, "no text outside of an element for texts");
  }
  stop_if_failed (self, error);
}

/* Comments and the XML declaration; nothing that would bring in text from elsewhere. */
static void
on_passthrough (GMarkupParseContext *context,
                const char *text,
                gsize len,
                gpointer user_data,
                GError **error)
{
  Parser *self = user_data;

  self->reader.line = self->tag_line;
  if (!g_str_has_prefix (text, "<!--") && !g_str_has_prefix (text, "<?"))
    thecal_list_reader_fail (&self->reader, "no %s", text[2] == '[' ? "CDATA" : "DOCTYPE");
  stop_if_failed (self, error);
}

/* All of it, before it is parsed: GMarkup goes on after some octets that are none. */
static bool
check_utf8 (Parser *self, const char *text, gsize size)
{
  const char *end = text;

  if (g_utf8_validate_len (text, size, &end))
    return true;

  self->reader.line = 1;
  for (const char *at = text; at < end; at++)
    self->reader.line += *at == '\n';
  thecal_list_reader_fail (&self->reader, "UTF-8");

  return false;
}

/* In pieces that begin with a tag, so that the line of each tag is known where it begins. */
static bool
feed (Parser *self, GMarkupParseContext *context, const char *text, gsize size, GError **error)
{
  const char *end = text + size;

  self->tag_line = 1;
  for (const char *piece = text; piece < end;) {
    const char *next = memchr (piece + 1, '<', (gsize) (end - piece - 1));
    guint lines = 0;

    next = next != NULL ? next : end;
    for (const char *at = piece; at < next; at++)
      lines += *at == '\n';
    if (!g_markup_parse_context_parse (context, piece, next - piece, error))
      return false;
    self->tag_line += lines;
    piece = next;
  }

  return g_markup_parse_context_end_parse (context, error);
}

static void
fail_as_xml (Parser *self, GMarkupParseContext *context, const GError *error)
{
  const char *at = strstr (error->message, ": ");
  int line;

  g_markup_parse_context_get_position (context, &line, NULL);
  self->reader.line = (guint) MAX (line, 1);
  if (g_error_matches (error, G_MARKUP_ERROR, G_MARKUP_ERROR_EMPTY))
    thecal_list_reader_fail (&self->reader, "<checklist>");
  else
    /* "Error on line 3 char 7: …": where, is told before it */
    thecal_list_reader_fail (&self->reader, "XML%s", at != NULL ? at : "");
}

ThecalChecklist *
thecal_checklist_parse (const char *text, gsize size, ThecalChecklistError *out_error)
{
  static const GMarkupParser callbacks = {
    .start_element = on_start,
    .end_element = on_end,
    .text = on_text,
    .passthrough = on_passthrough,
  };
  Parser self = { .reader = { .error = out_error, .line = 1 }, .text = g_string_new (NULL) };
  g_autoptr (GMarkupParseContext) context = g_markup_parse_context_new (&callbacks, 0, &self, NULL);
  g_autoptr (GError) error = NULL;

  if (size > FILE_BYTES_MAX)
    thecal_list_reader_fail (&self.reader, "at most %d octets", FILE_BYTES_MAX);
  else if (check_utf8 (&self, text, size) && !feed (&self, context, text, size, &error))
    fail_as_xml (&self, context, error);
  /* nothing but comments is XML too */
  if (self.list == NULL)
    thecal_list_reader_fail (&self.reader, "<checklist>");

  g_string_free (self.text, TRUE);
  if (self.item != NULL)
    thecal_item_free (self.item);
  if (self.advice != NULL)
    free_advice (self.advice);
  if (!self.reader.failed)
    return self.list;

  thecal_checklist_free (self.list);
  return NULL;
}
