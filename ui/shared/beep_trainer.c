/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "shared/beep_trainer.h"

#include <glib/gi18n.h>

#include "shared/big_button.h"
#include "shared/sound_player.h"

struct _ThecalBeepTrainer {
  GtkBox parent_instance;
  GtkWidget *low, *empty, *said;
  ThecalSoundPlayer *player;
};

G_DEFINE_FINAL_TYPE (ThecalBeepTrainer, thecal_beep_trainer, GTK_TYPE_BOX)

#define LOW "pump-low"
#define EMPTY "pump-empty"

static void
update (ThecalBeepTrainer *self)
{
  const char *pattern = thecal_sound_player_get_pattern (self->player);

  thecal_big_button_set_subtitle (self->low,
                                  g_strcmp0 (pattern, LOW) == 0
                                      ? _ ("Playing now")
                                      : _ ("One tone of one second. Tap to hear it."));
  thecal_big_button_set_subtitle (self->empty,
                                  g_strcmp0 (pattern, EMPTY) == 0
                                      ? _ ("Playing now")
                                      : _ ("Two tones in turn, three seconds. Tap to hear it."));
}

static void
say (ThecalBeepTrainer *self, const char *text)
{
  gtk_label_set_text (GTK_LABEL (self->said), text);
}

static void
on_ended (ThecalSoundPlayer *player,
          const char *pattern,
          gboolean heard,
          const char *why,
          ThecalBeepTrainer *self)
{
  g_autofree char *failure = NULL;

  update (self);
  if (!heard) {
    failure = g_strdup_printf (_ ("This computer could not play it. %s"), why);
    say (self, failure);
  } else
    say (self,
         g_strcmp0 (pattern, LOW) == 0 ? _ ("That was the sound of a low pump.")
                                       : _ ("That was the sound of an empty or stopped pump."));
}

static void
play (ThecalBeepTrainer *self, const char *pattern)
{
  say (self, "");
  thecal_sound_player_play (self->player, pattern);
  update (self);
}

static void
on_low (ThecalBeepTrainer *self)
{
  play (self, LOW);
}

static void
on_empty (ThecalBeepTrainer *self)
{
  play (self, EMPTY);
}

static void
thecal_beep_trainer_unmap (GtkWidget *widget)
{
  ThecalBeepTrainer *self = THECAL_BEEP_TRAINER (widget);

  thecal_sound_player_stop (self->player);
  update (self);
  say (self, "");
  GTK_WIDGET_CLASS (thecal_beep_trainer_parent_class)->unmap (widget);
}

static void
thecal_beep_trainer_dispose (GObject *object)
{
  g_clear_object (&THECAL_BEEP_TRAINER (object)->player);
  G_OBJECT_CLASS (thecal_beep_trainer_parent_class)->dispose (object);
}

static void
thecal_beep_trainer_class_init (ThecalBeepTrainerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = thecal_beep_trainer_dispose;
  GTK_WIDGET_CLASS (klass)->unmap = thecal_beep_trainer_unmap;
}

static GtkWidget *
text_new (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, css_class);

  return label;
}

static void
thecal_beep_trainer_init (ThecalBeepTrainer *self)
{
  GtkBox *box = GTK_BOX (self);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (box, 12);
  self->player = thecal_sound_player_new ();
  self->low = thecal_big_button_new (
      "thecal-sound-symbolic", _ ("Low: a short beep about once an hour"), "");
  self->empty =
      thecal_big_button_new ("thecal-sound-symbolic", _ ("Empty: a siren every ten minutes"), "");
  self->said = text_new ("", "thecal-detail");
  gtk_box_append (box, self->low);
  gtk_box_append (box, self->empty);
  gtk_box_append (box, self->said);
  gtk_box_append (
      box,
      text_new (
          _ ("The pump is inside the body: its own alarm is quieter than this, and may have "
             "another pitch. Ask the clinic to play the pump's own sounds at the next visit."),
          "thecal-age"));
  g_signal_connect_object (self->low, "clicked", G_CALLBACK (on_low), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->empty, "clicked", G_CALLBACK (on_empty), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->player, "ended", G_CALLBACK (on_ended), self, 0);
  update (self);
}

GtkWidget *
thecal_beep_trainer_new (void)
{
  return g_object_new (THECAL_TYPE_BEEP_TRAINER, NULL);
}
