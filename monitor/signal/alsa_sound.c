/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "signal/alsa_sound.h"

#include <alsa/asoundlib.h>

#include "signal/pattern.h"

#define LIMIT_MARGIN_MS 4000
#define LATENCY_US 200000
#define CHUNK_FRAMES (THECAL_SAMPLE_RATE_HZ / 20)
#define DEFAULT_PCM "default"
/* The card itself, where the default leads back to the sound server. */
#define CARD_PCM "sysdefault"

/* One play, shared by both threads: each holds a reference. */
typedef struct {
  GMainContext *context;
  GArray *samples; /* nullable */
  char *names[3];  /* PCMs in turn, up to NULL */
  gint stopped;    /* atomic */
  /* Answer; written by the worker before it sends it. */
  gboolean ok;
  char *detail;
  /* Of the thread of creation. */
  struct _ThecalAlsaSound *owner; /* NULL: nobody waits */
} Job;

struct _ThecalAlsaSound {
  Job *job; /* nullable; waited for */
  guint limit_id;
  gint *busy; /* reference counted; jobs whose thread has not come back */
  ThecalAlsaDone done;
  gpointer user_data;
};

static void
job_clear (gpointer data)
{
  Job *job = data;

  g_main_context_unref (job->context);
  g_clear_pointer (&job->samples, g_array_unref);
  for (int i = 0; job->names[i] != NULL; i++)
    g_free (job->names[i]);
  g_free (job->detail);
}

static void
job_release (gpointer data)
{
  g_atomic_rc_box_release_full (data, job_clear);
}

/* Worker. */

static void
be_quiet (const char *file, int line, const char *function, int code, const char *format, ...)
{
}

/* What the PCM is made of, as ALSA tells it: every plugin down to the last. */
static char *
describe (snd_pcm_t *pcm)
{
  snd_output_t *output;
  char *text;
  size_t size;
  char *copy;

  if (snd_output_buffer_open (&output) < 0)
    return g_strdup ("");
  snd_pcm_dump (pcm, output);
  size = snd_output_buffer_string (output, &text);
  copy = g_strndup (text, size);
  snd_output_close (output);

  return copy;
}

/* Why nothing would be heard from it; NULL: something might. */
static const char *
find_fault (snd_pcm_t *pcm)
{
  static const char *const servers[] = { "PulseAudio", "PipeWire", "JACK", NULL };
  g_autofree char *chain = describe (pcm);

  if (snd_pcm_type (pcm) == SND_PCM_TYPE_NULL)
    return "it is a null device";
  for (int i = 0; servers[i] != NULL; i++)
    if (strstr (chain, servers[i]) != NULL)
      return "it leads back to a sound server";
  /* What writes a file was set up by somebody, whatever is behind it. */
  if (strstr (chain, "Null PCM") != NULL && strstr (chain, "File PCM") == NULL)
    return "it leads to a null device";

  return NULL;
}

static int
write_samples (Job *job, snd_pcm_t *pcm)
{
  const gint16 *samples = (const gint16 *) (const void *) job->samples->data;
  snd_pcm_uframes_t left = job->samples->len;

  while (left > 0 && !g_atomic_int_get (&job->stopped)) {
    const snd_pcm_sframes_t written = snd_pcm_writei (pcm, samples, MIN (left, CHUNK_FRAMES));
    const int status = written < 0 ? snd_pcm_recover (pcm, (int) written, 1) : 0;

    if (status < 0)
      return status;
    if (written > 0) {
      samples += written;
      left -= (snd_pcm_uframes_t) written;
    }
  }

  return g_atomic_int_get (&job->stopped) ? snd_pcm_drop (pcm) : snd_pcm_drain (pcm);
}

/* FALSE: @fault (owned) says why. */
static gboolean
try_pcm (Job *job, const char *name, char **fault)
{
  snd_pcm_t *pcm = NULL;
  const char *refusal;
  /* An open that does not wait: a device in use is told, not waited for. */
  int status = snd_pcm_open (&pcm, name, SND_PCM_STREAM_PLAYBACK, SND_PCM_NONBLOCK);

  if (status < 0) {
    *fault = g_strdup_printf ("ALSA PCM %s: %s", name, snd_strerror (status));
    return FALSE;
  }
  refusal = find_fault (pcm);
  if (refusal != NULL)
    *fault = g_strdup_printf ("ALSA PCM %s: %s", name, refusal);
  else if (job->samples != NULL) {
    status = snd_pcm_nonblock (pcm, 0);
    if (status >= 0)
      status = snd_pcm_set_params (pcm,
                                   SND_PCM_FORMAT_S16,
                                   SND_PCM_ACCESS_RW_INTERLEAVED,
                                   1,
                                   THECAL_SAMPLE_RATE_HZ,
                                   1,
                                   LATENCY_US);
    if (status >= 0)
      status = write_samples (job, pcm);
    if (status < 0)
      *fault = g_strdup_printf ("ALSA PCM %s: %s", name, snd_strerror (status));
  }
  snd_pcm_close (pcm);

  return *fault == NULL;
}

static gboolean
on_answer (gpointer user_data)
{
  Job *job = user_data;
  ThecalAlsaSound *self = job->owner;

  if (self == NULL)
    return G_SOURCE_REMOVE;
  g_clear_handle_id (&self->limit_id, g_source_remove);
  job->owner = NULL;
  self->job = NULL;
  self->done (job->ok, job->detail, self->user_data);
  job_release (job); /* the reference of @self */

  return G_SOURCE_REMOVE;
}

typedef struct {
  Job *job;
  gint *busy;
} Work;

static gpointer
work (gpointer data)
{
  Work *own = data;
  Job *job = own->job;
  g_autoptr (GString) faults = g_string_new (NULL);
  GSource *source;

  snd_lib_error_set_handler (be_quiet);
  for (int i = 0; job->names[i] != NULL && !job->ok; i++) {
    g_autofree char *fault = NULL;

    job->ok = try_pcm (job, job->names[i], &fault);
    if (job->ok)
      job->detail = g_strdup_printf (job->samples != NULL ? "played on ALSA PCM %s, not proven"
                                                          : "ready on ALSA PCM %s, not proven",
                                     job->names[i]);
    else
      g_string_append_printf (faults, "%s%s", faults->len > 0 ? "; " : "", fault);
  }
  if (!job->ok)
    job->detail = g_strdup (faults->str);
  snd_config_update_free_global ();
  g_atomic_int_dec_and_test (own->busy);
  g_atomic_rc_box_release (own->busy);
  source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, on_answer, job, job_release);
  g_source_attach (source, job->context);
  g_source_unref (source);
  g_free (own);

  return NULL;
}

/* Thread of creation. */

ThecalAlsaSound *
thecal_alsa_sound_new (void)
{
  ThecalAlsaSound *self = g_new0 (ThecalAlsaSound, 1);

  self->busy = g_atomic_rc_box_new0 (gint);

  return self;
}

void
thecal_alsa_sound_stop (ThecalAlsaSound *self)
{
  Job *job = g_steal_pointer (&self->job);

  g_clear_handle_id (&self->limit_id, g_source_remove);
  if (job == NULL)
    return;
  g_atomic_int_set (&job->stopped, TRUE);
  job->owner = NULL;
  job_release (job);
}

void
thecal_alsa_sound_free (ThecalAlsaSound *self)
{
  thecal_alsa_sound_stop (self);
  g_atomic_rc_box_release (self->busy);
  g_free (self);
}

static void
answer_without (ThecalAlsaSound *self, const char *fault)
{
  thecal_alsa_sound_stop (self);
  self->done (FALSE, fault, self->user_data);
}

static gboolean
on_limit (gpointer user_data)
{
  ThecalAlsaSound *self = user_data;

  self->limit_id = 0;
  answer_without (self, "ALSA does not answer");

  return G_SOURCE_REMOVE;
}

static gboolean
on_refused (gpointer user_data)
{
  ThecalAlsaSound *self = user_data;

  self->limit_id = 0;
  answer_without (self, "ALSA has not answered since the last time");

  return G_SOURCE_REMOVE;
}

void
thecal_alsa_sound_play (ThecalAlsaSound *self,
                        GArray *samples,
                        ThecalAlsaDone done,
                        gpointer user_data)
{
  const char *name = g_getenv ("THECAL_ALSA_PCM");
  const guint length_ms = samples != NULL ? samples->len / (THECAL_SAMPLE_RATE_HZ / 1000) : 0;
  Work *own;
  Job *job;

  thecal_alsa_sound_stop (self);
  self->done = done;
  self->user_data = user_data;
  /* One that was stopped comes back in a moment; one that hangs is not given company. */
  if (g_atomic_int_get (self->busy) >= 2) {
    self->limit_id = g_idle_add (on_refused, self);
    return;
  }
  job = g_atomic_rc_box_new0 (Job);
  job->context = g_main_context_ref_thread_default ();
  job->samples = samples != NULL ? g_array_ref (samples) : NULL;
  job->names[0] = g_strdup (name != NULL ? name : DEFAULT_PCM);
  job->names[1] = name != NULL ? NULL : g_strdup (CARD_PCM);
  job->owner = self;
  self->job = job;
  self->limit_id = g_timeout_add (length_ms + LIMIT_MARGIN_MS, on_limit, self);
  own = g_new0 (Work, 1);
  own->job = g_atomic_rc_box_acquire (job);
  own->busy = g_atomic_rc_box_acquire (self->busy);
  g_atomic_int_inc (self->busy);
  g_thread_unref (g_thread_new ("thecal-alsa", work, own));
}
