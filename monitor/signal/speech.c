/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "signal/speech.h"

#include <glib/gi18n.h>
#include <string.h>

#include "signal/pattern.h"
#include "signal/wav.h"

#define PROGRAM "espeak-ng"
#define VOICE_DEFAULT "en"
#define LIMIT_MS 4000
#define READ_OCTETS 65536
#define OCTETS_MAX (8 * 1024 * 1024)
#define CACHE_MAX 8          /* texts; each up to 0.8 MB */
#define SPEED_WPM 160        /* own: words a minute, for somebody who has just woken */
#define SPEED_MOST_WPM 260   /* own */
#define TEXT_OCTETS_MAX 2000 /* own: more is no announcement */

/* One child; it has a reference for each read under way. */
typedef struct {
  ThecalSpeech *owner; /* NULL: given up */
  GSubprocess *child;
  GCancellable *cancellable;
  GByteArray *octets;
  guint limit_id;
} Making;

struct _ThecalSpeech {
  ThecalSpeechDone done;
  gpointer user_data;
  GHashTable *cache; /* text -> GArray */
  char *text;        /* being made */
  char *voice;       /* … by which */
  int speed_wpm;
  Making *making;
  guint fault_id; /* the child could not be started: told from the main loop */
  char *fault;
};

static void begin (ThecalSpeech *self);

static void
making_clear (gpointer data)
{
  Making *making = data;

  g_clear_object (&making->child);
  g_clear_object (&making->cancellable);
  g_byte_array_unref (making->octets);
}

static void
making_release (Making *making)
{
  g_rc_box_release_full (making, making_clear);
}

/* Ends the child, whatever it does. */
static void
end_making (ThecalSpeech *self)
{
  Making *making = g_steal_pointer (&self->making);

  g_clear_handle_id (&self->fault_id, g_source_remove);
  if (making == NULL)
    return;
  making->owner = NULL;
  g_clear_handle_id (&making->limit_id, g_source_remove);
  g_cancellable_cancel (making->cancellable);
  g_subprocess_force_exit (making->child);
  making_release (making);
}

static void
fail (ThecalSpeech *self, const char *why)
{
  end_making (self);
  g_clear_pointer (&self->text, g_free);
  self->done (why, self->user_data);
}

static gboolean
on_limit (gpointer user_data)
{
  Making *making = user_data;

  making->limit_id = 0;
  fail (making->owner, PROGRAM " did not answer in time");

  return G_SOURCE_REMOVE;
}

static void
keep (ThecalSpeech *self, GArray *samples)
{
  if (g_hash_table_size (self->cache) >= CACHE_MAX)
    g_hash_table_remove_all (self->cache);
  g_hash_table_insert (self->cache, g_steal_pointer (&self->text), samples);
  self->done (NULL, self->user_data);
}

/* All that the child said is there. */
static void
use (ThecalSpeech *self, const GByteArray *octets)
{
  const char *why = NULL;
  g_autofree char *fault = NULL;
  GArray *samples = thecal_wav_read (octets->data, octets->len, 3 * THECAL_SPEECH_LIMIT_MS, &why);
  const guint length_ms = samples != NULL ? samples->len / (THECAL_SAMPLE_RATE_HZ / 1000) : 0;

  if (samples != NULL && length_ms > THECAL_SPEECH_LIMIT_MS && self->speed_wpm == SPEED_WPM) {
    self->speed_wpm = MIN (
        SPEED_MOST_WPM, (int) (SPEED_WPM * (gint64) length_ms * 11 / 10 / THECAL_SPEECH_LIMIT_MS));
    g_array_unref (samples);
    begin (self);
  } else if (samples != NULL) {
    g_array_set_size (samples,
                      MIN (samples->len, THECAL_SPEECH_LIMIT_MS * (THECAL_SAMPLE_RATE_HZ / 1000)));
    keep (self, samples);
  } else if (!g_str_equal (self->voice, VOICE_DEFAULT)) {
    /* It may not have this voice. */
    g_free (self->voice);
    self->voice = g_strdup (VOICE_DEFAULT);
    begin (self);
  } else {
    fault = g_strdup_printf (PROGRAM " made something else: %s", why);
    fail (self, fault);
  }
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Making *making = user_data;
  ThecalSpeech *self = making->owner;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes =
      g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &error);
  gsize size = 0;
  const guint8 *data = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;

  if (self != NULL && bytes == NULL)
    fail (self, error->message);
  else if (self != NULL && size > OCTETS_MAX - making->octets->len)
    fail (self, PROGRAM " does not end");
  else if (self != NULL && size > 0) {
    g_byte_array_append (making->octets, data, (guint) size);
    g_input_stream_read_bytes_async (G_INPUT_STREAM (source),
                                     READ_OCTETS,
                                     G_PRIORITY_DEFAULT,
                                     making->cancellable,
                                     on_read,
                                     g_rc_box_acquire (making));
  } else if (self != NULL) {
    end_making (self);
    use (self, making->octets);
  }
  making_release (making);
}

static gboolean
on_fault (gpointer user_data)
{
  ThecalSpeech *self = user_data;
  g_autofree char *fault = g_steal_pointer (&self->fault);

  self->fault_id = 0;
  fail (self, fault);

  return G_SOURCE_REMOVE;
}

static void
begin (ThecalSpeech *self)
{
  g_autofree char *speed = g_strdup_printf ("%d", self->speed_wpm);
  g_autofree char *text = g_strndup (self->text, TEXT_OCTETS_MAX);
  g_autoptr (GError) error = NULL;
  GSubprocess *child;
  Making *making;

  end_making (self);
  child = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                            &error,
                            PROGRAM,
                            "--stdout",
                            "-v",
                            self->voice,
                            "-s",
                            speed,
                            "--",
                            text,
                            NULL);
  if (child == NULL) {
    g_free (self->fault);
    self->fault = g_strdup_printf (PROGRAM " cannot be started: %s", error->message);
    self->fault_id = g_idle_add (on_fault, self);
    return;
  }
  making = g_rc_box_new0 (Making);
  making->owner = self;
  making->child = child;
  making->cancellable = g_cancellable_new ();
  making->octets = g_byte_array_new ();
  making->limit_id = g_timeout_add (LIMIT_MS, on_limit, making);
  self->making = making;
  g_input_stream_read_bytes_async (g_subprocess_get_stdout_pipe (child),
                                   READ_OCTETS,
                                   G_PRIORITY_DEFAULT,
                                   making->cancellable,
                                   on_read,
                                   g_rc_box_acquire (making));
}

char *
thecal_speech_choose_voice (const char *catalogue_header)
{
  static const char mark[] = "\nLanguage:";
  const char *line = catalogue_header != NULL ? strstr (catalogue_header, mark) : NULL;
  const char *language;
  gsize n = 0;

  if (line == NULL)
    return g_strdup (VOICE_DEFAULT);
  language = line + strlen (mark);
  while (*language == ' ')
    language++;
  while (g_ascii_islower (language[n]))
    n++;

  return n == 2 || n == 3 ? g_strndup (language, n) : g_strdup (VOICE_DEFAULT);
}

const GArray *
thecal_speech_get (ThecalSpeech *self, const char *text)
{
  const GArray *samples = g_hash_table_lookup (self->cache, text);

  if (samples != NULL || g_strcmp0 (self->text, text) == 0)
    return samples;
  thecal_speech_stop (self);
  self->text = g_strdup (text);
  g_free (self->voice);
  self->voice = thecal_speech_choose_voice (gettext (""));
  self->speed_wpm = SPEED_WPM;
  begin (self);

  return NULL;
}

void
thecal_speech_stop (ThecalSpeech *self)
{
  end_making (self);
  g_clear_pointer (&self->text, g_free);
}

static void
samples_free (gpointer data)
{
  g_array_unref (data);
}

ThecalSpeech *
thecal_speech_new (ThecalSpeechDone done, gpointer user_data)
{
  ThecalSpeech *self = g_new0 (ThecalSpeech, 1);

  self->done = done;
  self->user_data = user_data;
  self->cache = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, samples_free);

  return self;
}

void
thecal_speech_free (ThecalSpeech *self)
{
  thecal_speech_stop (self);
  g_hash_table_unref (self->cache);
  g_free (self->fault);
  g_free (self->voice);
  g_free (self);
}
