/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "kiosk/pin_page.h"

#include <glib/gi18n.h>
#include <string.h>

#include "kiosk/button.h"
#include "kiosk/number_pad.h"
#include "kiosk/pin_rules.h"
#include "kiosk/pin_store.h"
#include "kiosk/split.h"
#include "shared/labels.h"
#include "shared/now.h"
#include "shared/walk_keys.h"

#define LIMIT_S 10 /* of disk and hash */
#define DOT "●"

typedef enum { ASK_NOTHING, ASK_PIN, ASK_NEW, ASK_AGAIN } Ask;

struct _ThecalPinPage {
  GtkWidget parent_instance;
  GtkWidget *split, *title, *hint, *dots, *message, *pad, *back;
  Ask ask;
  gboolean change;      /* a new PIN is asked for the next time */
  GString *digits;      /* wiped */
  char *chosen;         /* nullable; wiped */
  gint64 wait_until_us; /* boot clock; 0: no wait */
  guint tick_id, limit_id;
  GCancellable *cancellable; /* of the call under way; nullable */
};

enum { SIGNAL_OPENED, SIGNAL_LEFT, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ThecalPinPage, thecal_pin_page, GTK_TYPE_WIDGET)

/* Digits. */

static void
show_digits (ThecalPinPage *self)
{
  const guint n = (guint) self->digits->len;
  g_autoptr (GString) dots = g_string_new (NULL);
  g_autofree char *spoken =
      g_strdup_printf (ngettext ("%u digit entered", "%u digits entered", n), n);

  for (guint i = 0; i < n; i++)
    g_string_append (dots, i == 0 ? DOT : " " DOT);
  gtk_label_set_text (GTK_LABEL (self->dots), dots->str);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self->dots), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static void
wipe_digits (ThecalPinPage *self)
{
  explicit_bzero (self->digits->str, self->digits->len);
  g_string_truncate (self->digits, 0);
  show_digits (self);
}

static void
wipe_chosen (ThecalPinPage *self)
{
  if (self->chosen != NULL)
    explicit_bzero (self->chosen, strlen (self->chosen));
  g_clear_pointer (&self->chosen, g_free);
}

/* What is asked. */

static void
ask (ThecalPinPage *self, Ask what, const char *message)
{
  static const char *const titles[] = {
    [ASK_NOTHING] = N_ ("Caregiver's PIN"),
    [ASK_PIN] = N_ ("Caregiver's PIN"),
    [ASK_NEW] = N_ ("Choose a PIN"),
    [ASK_AGAIN] = N_ ("The same PIN again"),
  };

  self->ask = what;
  thecal_label_set (self->title, _ (titles[what]));
  thecal_label_set (
      self->hint,
      what == ASK_NEW || what == ASK_AGAIN
          ? _ ("4 to 12 digits. Whoever knows it can change this screen, or leave it.")
          : _ ("For the settings only. Alarms, Call and Symptoms need no PIN."));
  thecal_label_set (self->message, message);
  gtk_widget_set_visible (self->dots, TRUE);
  gtk_widget_set_sensitive (self->pad, what != ASK_NOTHING);
}

/* Nothing opens; the owner of the machine has another way. The name of a file is enough here. */
static void
tell_fault (ThecalPinPage *self, const char *fault)
{
  const gsize path_length = *fault == '/' ? strcspn (fault, ":") : 0;
  const char *slash = g_strrstr_len (fault, (gssize) path_length, "/");
  g_autofree char *text =
      g_strdup_printf (_ ("The lock stays shut. %s.\nThe owner mends it: thecal-kiosk --set-pin"),
                       slash != NULL ? slash + 1 : fault);

  ask (self, ASK_NOTHING, text);
  gtk_widget_set_visible (self->dots, FALSE);
}

static void
show_wait (ThecalPinPage *self)
{
  const gint64 left_us = self->wait_until_us - thecal_now ().boot_us;
  const int left_s = (int) ((left_us + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC);
  g_autofree char *text = NULL;

  if (left_us <= 0) {
    self->wait_until_us = 0;
    ask (self, ASK_PIN, "");
    return;
  }
  text =
      g_strdup_printf (_ ("Too many wrong tries. Next try in %d:%02d."), left_s / 60, left_s % 60);
  ask (self, ASK_NOTHING, text);
}

static gboolean
on_tick (gpointer user_data)
{
  ThecalPinPage *self = user_data;

  show_wait (self);
  if (self->wait_until_us != 0)
    return G_SOURCE_CONTINUE;
  self->tick_id = 0;

  return G_SOURCE_REMOVE;
}

static void
wait_for (ThecalPinPage *self, gint64 left_us)
{
  self->wait_until_us = thecal_now ().boot_us + left_us;
  if (self->tick_id == 0)
    self->tick_id = g_timeout_add_seconds (1, on_tick, self);
  show_wait (self);
}

static void
tell_wrong (ThecalPinPage *self, const ThecalPinAnswer *answer)
{
  g_autofree char *text = NULL;

  if (answer->left_us > 0) {
    wait_for (self, answer->left_us);
    return;
  }
  text = g_strdup_printf (ngettext ("Wrong PIN. %u try before a wait.",
                                    "Wrong PIN. %u tries before a wait.",
                                    answer->n_free),
                          answer->n_free);
  ask (self, ASK_PIN, text);
}

static void
take_answer (ThecalPinPage *self, const ThecalPinAnswer *answer)
{
  switch (answer->outcome) {
  case THECAL_PIN_NONE:
    ask (self, ASK_NEW, "");
    break;
  case THECAL_PIN_CLOSED:
    ask (self, ASK_PIN, "");
    break;
  case THECAL_PIN_OPENED:
    g_signal_emit (self, signals[SIGNAL_OPENED], 0);
    break;
  case THECAL_PIN_WRONG:
    tell_wrong (self, answer);
    break;
  case THECAL_PIN_WAIT:
    wait_for (self, answer->left_us);
    break;
  case THECAL_PIN_FAULT:
    tell_fault (self, answer->fault);
    break;
  }
}

/* Calls. */

static void
end_call (ThecalPinPage *self)
{
  g_clear_handle_id (&self->limit_id, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static gboolean
on_limit (gpointer user_data)
{
  ThecalPinPage *self = user_data;

  self->limit_id = 0;
  end_call (self);
  tell_fault (self, _ ("The disk does not answer"));

  return G_SOURCE_REMOVE;
}

static void
on_answered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ThecalPinPage) self = user_data;
  g_autoptr (ThecalPinAnswer) answer = thecal_pin_store_finish (result, NULL);

  /* cancelled: it is not shown any more, or another call is under way */
  if (answer == NULL || g_task_get_cancellable (G_TASK (result)) != self->cancellable)
    return;
  end_call (self);
  wipe_digits (self);
  take_answer (self, answer);
}

static void
begin_call (ThecalPinPage *self, const char *message)
{
  end_call (self);
  ask (self, ASK_NOTHING, message);
  self->cancellable = g_cancellable_new ();
  self->limit_id = g_timeout_add_seconds (LIMIT_S, on_limit, self);
}

/* Keys. */

static const char *
fault_words (ThecalPinFault fault)
{
  switch (fault) {
  case THECAL_PIN_SHORT:
    return _ ("At least 4 digits.");
  case THECAL_PIN_LONG:
    return _ ("At most 12 digits.");
  case THECAL_PIN_EASY:
    return _ ("Too easy to guess. Choose another one.");
  case THECAL_PIN_NOT_DIGITS:
  case THECAL_PIN_GOOD:
    break;
  }

  return "";
}

static void
take_new (ThecalPinPage *self)
{
  const ThecalPinFault fault = thecal_pin_rules_check (self->digits->str);

  if (fault == THECAL_PIN_GOOD) {
    self->chosen = g_strdup (self->digits->str);
    wipe_digits (self);
    ask (self, ASK_AGAIN, "");
    return;
  }
  if (fault != THECAL_PIN_SHORT)
    wipe_digits (self);
  ask (self, ASK_NEW, fault_words (fault));
}

static void
take_again (ThecalPinPage *self)
{
  const gboolean same = thecal_pin_rules_is_same (self->digits->str, self->chosen);

  if (!same) {
    wipe_digits (self);
    wipe_chosen (self);
    ask (self, ASK_NEW, _ ("These two were not the same."));
    return;
  }
  begin_call (self, _ ("One moment…"));
  thecal_pin_store_choose_async (self->chosen, self->cancellable, on_answered, g_object_ref (self));
  wipe_chosen (self);
}

static void
on_enter (ThecalPinPage *self)
{
  if (self->digits->len == 0)
    return;
  switch (self->ask) {
  case ASK_PIN:
    /* not a try: it could not be one */
    if (self->digits->len < THECAL_PIN_DIGITS_LEAST) {
      ask (self, ASK_PIN, fault_words (THECAL_PIN_SHORT));
      return;
    }
    begin_call (self, _ ("One moment…"));
    thecal_pin_store_try_async (
        self->digits->str, self->cancellable, on_answered, g_object_ref (self));
    break;
  case ASK_NEW:
    take_new (self);
    break;
  case ASK_AGAIN:
    take_again (self);
    break;
  case ASK_NOTHING:
    break;
  }
}

static void
on_digit (ThecalPinPage *self, guint digit)
{
  if (self->digits->len >= THECAL_PIN_DIGITS_MOST)
    return;
  g_string_append_c (self->digits, (char) ('0' + digit));
  thecal_label_set (self->message, "");
  show_digits (self);
}

static void
on_erase (ThecalPinPage *self)
{
  if (self->digits->len == 0)
    return;
  self->digits->str[self->digits->len - 1] = '\0';
  g_string_truncate (self->digits, self->digits->len - 1);
  show_digits (self);
}

static void
on_back (ThecalPinPage *self)
{
  g_signal_emit (self, signals[SIGNAL_LEFT], 0);
}

static gboolean
on_key (GtkWidget *page, guint keyval)
{
  ThecalPinPage *self = THECAL_PIN_PAGE (page);
  const gboolean enters = keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter;

  if (keyval == GDK_KEY_Escape) {
    on_back (self);
    return TRUE;
  }
  /* what has the focus is pressed, where there is nothing to be done with */
  if (enters && self->digits->len == 0)
    return FALSE;

  return thecal_number_pad_press (THECAL_NUMBER_PAD (self->pad), keyval);
}

/* Shown and hidden. */

static void
on_map (ThecalPinPage *self)
{
  wipe_digits (self);
  wipe_chosen (self);
  gtk_widget_grab_focus (self->back);
  if (self->change) {
    self->change = FALSE;
    ask (self, ASK_NEW, "");
    return;
  }
  begin_call (self, "");
  thecal_pin_store_look_async (self->cancellable, on_answered, g_object_ref (self));
}

static void
on_unmap (ThecalPinPage *self)
{
  end_call (self);
  g_clear_handle_id (&self->tick_id, g_source_remove);
  wipe_digits (self);
  wipe_chosen (self);
}

void
thecal_pin_page_change (ThecalPinPage *self)
{
  self->change = TRUE;
}

/* Object. */

static void
thecal_pin_page_dispose (GObject *object)
{
  ThecalPinPage *self = THECAL_PIN_PAGE (object);

  end_call (self);
  g_clear_handle_id (&self->tick_id, g_source_remove);
  g_clear_pointer (&self->split, gtk_widget_unparent);
  G_OBJECT_CLASS (thecal_pin_page_parent_class)->dispose (object);
}

static void
thecal_pin_page_finalize (GObject *object)
{
  ThecalPinPage *self = THECAL_PIN_PAGE (object);

  wipe_chosen (self);
  explicit_bzero (self->digits->str, self->digits->len);
  g_string_free (self->digits, TRUE);
  G_OBJECT_CLASS (thecal_pin_page_parent_class)->finalize (object);
}

static guint
add_signal (const char *name)
{
  return g_signal_new (
      name, THECAL_TYPE_PIN_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
thecal_pin_page_class_init (ThecalPinPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = thecal_pin_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = thecal_pin_page_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[SIGNAL_OPENED] = add_signal ("opened");
  signals[SIGNAL_LEFT] = add_signal ("left");
}

static GtkWidget *
text_new (GtkWidget *box, const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);

  return label;
}

static void
thecal_pin_page_init (ThecalPinPage *self)
{
  GtkWidget *said = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);

  self->digits = g_string_sized_new (THECAL_PIN_DIGITS_MOST + 1); /* never moved: it can be wiped */
  self->back = thecal_kiosk_button_new ("thecal-back-symbolic", _ ("Back"), "kiosk-back");
  gtk_widget_set_halign (self->back, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (said), self->back);
  self->title = text_new (said, "kiosk-pin-title");
  self->hint = text_new (said, "kiosk-pin-hint");
  self->dots = text_new (said, "kiosk-pin-dots");
  self->message = text_new (said, "kiosk-pin-message");
  gtk_widget_set_direction (self->dots, GTK_TEXT_DIR_LTR);
  self->pad = thecal_number_pad_new ();
  self->split = thecal_split_new (said, self->pad);
  gtk_widget_add_css_class (self->split, "kiosk-page");
  gtk_widget_set_parent (self->split, GTK_WIDGET (self));
  ask (self, ASK_NOTHING, "");
  g_signal_connect_swapped (self->back, "clicked", G_CALLBACK (on_back), self);
  g_signal_connect_swapped (self->pad, "digit", G_CALLBACK (on_digit), self);
  g_signal_connect_swapped (self->pad, "erase", G_CALLBACK (on_erase), self);
  g_signal_connect_swapped (self->pad, "enter", G_CALLBACK (on_enter), self);
  g_signal_connect (self, "map", G_CALLBACK (on_map), NULL);
  g_signal_connect (self, "unmap", G_CALLBACK (on_unmap), NULL);
  thecal_walk_keys_follow (GTK_WIDGET (self), on_key);
}

GtkWidget *
thecal_pin_page_new (void)
{
  return g_object_new (THECAL_TYPE_PIN_PAGE, NULL);
}
