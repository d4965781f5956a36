/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "kiosk/pin_store.h"

#include <crypt.h>
#include <stdlib.h>
#include <string.h>

#include "files/disk.h"
#include "files/plan_files.h"
#include "kiosk/kiosk_file.h"
#include "kiosk/pin_rules.h"
#include "kiosk/settings.h"
#include "shared/now.h"

#define METHOD "$y$" /* yescrypt, crypt(5); the cost is the library's own */
#define METHOD_FIELDS 5
#define METHOD_LENGTH 43 /* of the last field */
#define BOOT_ID "/proc/sys/kernel/random/boot_id"
#define TRIES "kiosk-pin.ini"

/* One call, as it is handed to the thread. */
typedef struct {
  char *path, *tries_path;
  char *pin; /* nullable; wiped */
} Call;

static void
wipe (char *text)
{
  if (text != NULL)
    explicit_bzero (text, strlen (text));
  g_free (text);
}

static void
call_free (gpointer data)
{
  Call *self = data;

  g_free (self->path);
  g_free (self->tries_path);
  wipe (self->pin);
  g_free (self);
}

void
thecal_pin_answer_free (ThecalPinAnswer *self)
{
  g_free (self->fault);
  g_free (self);
}

static ThecalPinAnswer *
answer_new (ThecalPinOutcome outcome)
{
  ThecalPinAnswer *self = g_new0 (ThecalPinAnswer, 1);

  self->outcome = outcome;
  return self;
}

/* Takes @error. */
static ThecalPinAnswer *
fault_new (GError *error)
{
  ThecalPinAnswer *self = answer_new (THECAL_PIN_FAULT);

  self->fault = g_strdup (error->message);
  g_error_free (error);
  return self;
}

/* Hash. */

/* "$y$parameters$salt$hash": not that of another method, and not one that was cut. */
static gboolean
is_hash (const char *text)
{
  g_auto (GStrv) fields = g_strsplit (text, "$", -1);

  return g_str_has_prefix (text, METHOD) && g_strv_length (fields) == METHOD_FIELDS &&
         strlen (fields[METHOD_FIELDS - 1]) == METHOD_LENGTH &&
         crypt_checksalt (text) == CRYPT_SALT_OK;
}

/* (transfer full); NULL: no PIN yet, or with @error: it cannot be read. */
static char *
read_hash (const char *path, GError **error)
{
  g_autoptr (GKeyFile) file = thecal_kiosk_file_read (path, error);
  g_autofree char *hash = NULL;

  if (file == NULL || !g_key_file_has_key (file, "pin", "Hash", NULL))
    return NULL;
  hash = g_key_file_get_string (file, "pin", "Hash", NULL);
  if (hash != NULL && is_hash (hash))
    return g_steal_pointer (&hash);
  g_set_error (error,
               G_IO_ERROR,
               G_IO_ERROR_INVALID_DATA,
               "%s: [pin] Hash: expected what thecal-kiosk --set-pin writes",
               path);

  return NULL;
}

/* @setting: a hash that was made before, or what a new one begins with. (transfer full) */
static char *
make_hash (const char *pin, const char *setting, GError **error)
{
  void *data = NULL;
  int size = 0;
  const char *hash = crypt_ra (pin, setting, &data, &size);
  char *copy = hash != NULL && *hash != '*' ? g_strdup (hash) : NULL;

  if (copy == NULL)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "crypt: no hash could be made");
  if (data != NULL)
    explicit_bzero (data, (gsize) size);
  free (data);

  return copy;
}

/* Tries. */

static char *
get_boot (void)
{
  char *boot = NULL;

  if (!g_file_get_contents (BOOT_ID, &boot, NULL, NULL))
    return g_strdup ("");

  return g_strstrip (boot);
}

/* FALSE: the file is not as this program writes it. */
static gboolean
read_tries (const char *path, ThecalPinTries *out_tries)
{
  g_autoptr (GKeyFile) file = thecal_kiosk_file_read (path, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *boot = NULL;
  gint n_wrong;

  *out_tries = (ThecalPinTries){ 0 };
  if (file == NULL)
    return FALSE;
  if (!g_key_file_has_group (file, "tries"))
    return !g_file_test (path, G_FILE_TEST_EXISTS); /* none yet; a file without it is spoilt */
  n_wrong = g_key_file_get_integer (file, "tries", "Wrong", &error);
  if (error != NULL || n_wrong < 0)
    return FALSE;
  out_tries->n_wrong = (guint) n_wrong;
  out_tries->until_us = g_key_file_get_int64 (file, "tries", "Until", &error);
  boot = g_key_file_get_string (file, "tries", "Boot", NULL);
  g_strlcpy (out_tries->boot, boot != NULL ? boot : "", sizeof out_tries->boot);

  return error == NULL;
}

static gboolean
write_tries (const char *path, const ThecalPinTries *tries, GError **error)
{
  g_autofree char *text =
      g_strdup_printf ("[tries]\nWrong=%u\nUntil=%" G_GINT64_FORMAT "\nBoot=%s\n",
                       MIN (tries->n_wrong, (guint) G_MAXINT),
                       tries->until_us,
                       tries->boot);

  return thecal_disk_write (path, text, strlen (text), error);
}

/* What holds now. FALSE with @error: it can neither be read nor begun anew. */
static gboolean
get_tries (const Call *call, const char *boot, ThecalPinTries *out_tries, GError **error)
{
  const gint64 now_us = thecal_now ().boot_us;

  if (read_tries (call->tries_path, out_tries)) {
    const ThecalPinTries before = *out_tries;

    thecal_pin_tries_restore (out_tries, boot, now_us);
    /* a wait that begins anew must not do so at each look */
    return (before.until_us == out_tries->until_us && strcmp (before.boot, out_tries->boot) == 0) ||
           write_tries (call->tries_path, out_tries, error);
  }
  thecal_pin_tries_distrust (out_tries, boot, now_us);

  return write_tries (call->tries_path, out_tries, error);
}

/* Calls. */

static ThecalPinAnswer *
look (const Call *call)
{
  g_autofree char *boot = get_boot ();
  ThecalPinAnswer *answer;
  ThecalPinTries tries;
  GError *error = NULL;
  g_autofree char *hash = read_hash (call->path, &error);

  if (error == NULL && hash == NULL)
    return answer_new (THECAL_PIN_NONE);
  if (error != NULL || !get_tries (call, boot, &tries, &error))
    return fault_new (error);
  answer = answer_new (THECAL_PIN_CLOSED);
  answer->left_us = thecal_pin_tries_get_left_us (&tries, thecal_now ().boot_us);
  answer->n_free = thecal_pin_rules_get_free (tries.n_wrong);
  if (answer->left_us > 0)
    answer->outcome = THECAL_PIN_WAIT;

  return answer;
}

/* NULL with @error. */
static ThecalPinAnswer *
try_hash (const Call *call, const char *hash, GError **error)
{
  g_autofree char *boot = get_boot ();
  g_autofree char *made = NULL;
  ThecalPinAnswer *answer;
  ThecalPinTries tries;

  if (!get_tries (call, boot, &tries, error))
    return NULL;
  if (thecal_pin_tries_get_left_us (&tries, thecal_now ().boot_us) > 0) {
    answer = answer_new (THECAL_PIN_WAIT);
  } else {
    thecal_pin_tries_add (&tries, boot, thecal_now ().boot_us);
    if (!write_tries (call->tries_path, &tries, error))
      return NULL;
    made = make_hash (call->pin, hash, error);
    if (made == NULL)
      return NULL;
    answer =
        answer_new (thecal_pin_rules_is_same (made, hash) ? THECAL_PIN_OPENED : THECAL_PIN_WRONG);
  }
  if (answer->outcome == THECAL_PIN_OPENED) {
    tries = (ThecalPinTries){ 0 };
    /* the old count would only ask to wait */
    if (!write_tries (call->tries_path, &tries, error))
      g_clear_error (error);
  }
  answer->left_us = thecal_pin_tries_get_left_us (&tries, thecal_now ().boot_us);
  answer->n_free = thecal_pin_rules_get_free (tries.n_wrong);

  return answer;
}

static ThecalPinAnswer *
try_pin (const Call *call)
{
  GError *error = NULL;
  g_autofree char *hash = read_hash (call->path, &error);
  ThecalPinAnswer *answer;

  if (error != NULL)
    return fault_new (error);
  if (hash == NULL)
    return answer_new (THECAL_PIN_NONE);
  answer = try_hash (call, hash, &error);

  return answer != NULL ? answer : fault_new (error);
}

static ThecalPinAnswer *
choose (const Call *call)
{
  const ThecalPinTries tries = { 0 };
  ThecalKioskValue value = { "pin", "Hash", NULL };
  char *salt = crypt_gensalt_ra (METHOD, 0, NULL, 0);
  g_autofree char *hash = NULL;
  GError *error = NULL;

  if (salt != NULL)
    hash = make_hash (call->pin, salt, &error);
  else
    g_set_error (&error, G_IO_ERROR, G_IO_ERROR_FAILED, "crypt: there is no randomness");
  free (salt);
  value.value = hash;
  if (hash == NULL || !thecal_kiosk_file_set (call->path, &value, &error) ||
      !write_tries (call->tries_path, &tries, &error))
    return fault_new (error);

  return answer_new (THECAL_PIN_OPENED);
}

/* Tasks. */

static void
answer_free (gpointer data)
{
  thecal_pin_answer_free (data);
}

static void
look_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_task_return_pointer (task, look (data), answer_free);
}

static void
try_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_task_return_pointer (task, try_pin (data), answer_free);
}

static void
choose_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_task_return_pointer (task, choose (data), answer_free);
}

/* Takes @task. */
static void
run (GTask *task, const char *pin, GTaskThreadFunc func)
{
  Call *call = g_new0 (Call, 1);
  g_autofree char *state_dir = thecal_plan_files_get_state_dir ();

  call->path = thecal_kiosk_settings_get_path ();
  call->tries_path = g_build_filename (state_dir, TRIES, NULL);
  call->pin = g_strdup (pin);
  g_task_set_task_data (task, call, call_free);
  g_task_set_return_on_cancel (task, TRUE);
  g_task_run_in_thread (task, func);
  g_object_unref (task);
}

void
thecal_pin_store_look_async (GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  run (g_task_new (NULL, cancellable, callback, user_data), NULL, look_in_thread);
}

void
thecal_pin_store_try_async (const char *pin,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  run (g_task_new (NULL, cancellable, callback, user_data), pin, try_in_thread);
}

void
thecal_pin_store_choose_async (const char *pin,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  run (g_task_new (NULL, cancellable, callback, user_data), pin, choose_in_thread);
}

ThecalPinAnswer *
thecal_pin_store_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
