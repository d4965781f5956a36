/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "caregiver/setup_page.h"

#include <glib/gi18n.h>

#include "caregiver/setup_answer.h"
#include "shared/sound_player.h"

/* The alarm sound, at the loudness of an alarm, on the output of the alarms: what the computer
 * measures is told, and what the person has heard is asked (H02). */

#define THECAL_TYPE_SETUP_PAGE_SOUND (thecal_setup_page_sound_get_type ())
G_DECLARE_FINAL_TYPE (ThecalSetupPageSound,
                      thecal_setup_page_sound,
                      THECAL,
                      SETUP_PAGE_SOUND,
                      ThecalSetupPage)

#define PATTERN "high"

struct _ThecalSetupPageSound {
  ThecalSetupPage parent_instance;
  GtkWidget *play, *found, *answer, *answered, *advice;
  ThecalSoundPlayer *player;
};

G_DEFINE_FINAL_TYPE (ThecalSetupPageSound, thecal_setup_page_sound, THECAL_TYPE_SETUP_PAGE)

static const char *const checks[] = {
  N_ ("Turn the volume of the computer up, and take away mute."),
  N_ ("Pull out headphones. An alarm in headphones wakes nobody."),
  N_ ("Choose the loudspeaker in the sound settings: not a screen or a hands-free set that is "
      "off."),
  N_ ("A loudspeaker of its own: is it switched on and plugged in?"),
};

static void
update (ThecalSetupPageSound *self)
{
  const gboolean plays = thecal_sound_player_get_pattern (self->player) != NULL;
  const gboolean heard = thecal_setup_draft_is (
      thecal_setup_page_get_draft (THECAL_SETUP_PAGE (self)), THECAL_DRAFT_HEARD, "true");

  gtk_widget_set_sensitive (self->play, !plays);
  gtk_button_set_label (GTK_BUTTON (self->play),
                        plays ? _ ("Playing now") : _ ("Play the alarm sound"));
  gtk_widget_set_visible (self->answered, heard);
}

static void
on_play (ThecalSetupPageSound *self)
{
  gtk_label_set_text (GTK_LABEL (self->found), "");
  thecal_setup_page_tell (self, NULL);
  gtk_widget_set_visible (self->advice, FALSE);
  thecal_sound_player_play (self->player, PATTERN);
  update (self);
}

static void
on_ended (ThecalSoundPlayer *player,
          const char *pattern,
          gboolean heard,
          const char *why,
          ThecalSetupPageSound *self)
{
  g_autofree char *failure =
      heard ? NULL : g_strdup_printf (_ ("The computer says that no sound came out. %s"), why);

  gtk_label_set_text (GTK_LABEL (self->found),
                      heard ? _ ("The computer says that the sound came out.") : failure);
  gtk_widget_set_visible (self->found, TRUE);
  gtk_widget_set_visible (self->answer, TRUE);
  update (self);
}

static void
answer (ThecalSetupPageSound *self, gboolean heard)
{
  thecal_setup_draft_set (thecal_setup_page_get_draft (THECAL_SETUP_PAGE (self)),
                          THECAL_DRAFT_HEARD,
                          heard ? "true" : "");
  thecal_setup_page_tell (self, NULL);
  gtk_widget_set_visible (self->advice, !heard);
  update (self);
  if (!heard)
    gtk_widget_grab_focus (self->play);
}

static void
on_heard (ThecalSetupPageSound *self)
{
  answer (self, TRUE);
}

static void
on_not_heard (ThecalSetupPageSound *self)
{
  answer (self, FALSE);
}

static void
enter (ThecalSetupPage *page)
{
  ThecalSetupPageSound *self = THECAL_SETUP_PAGE_SOUND (page);

  update (self);
  gtk_widget_grab_focus (self->play);
}

static void
take (ThecalSetupPage *page)
{
  ThecalSetupPageSound *self = THECAL_SETUP_PAGE_SOUND (page);

  thecal_sound_player_stop (self->player);
  update (self);
  if (thecal_setup_draft_is (thecal_setup_page_get_draft (page), THECAL_DRAFT_HEARD, "true"))
    thecal_setup_page_pass (page);
  else
    thecal_setup_page_tell (page,
                            _ ("Play the sound and say whether you heard it, or skip this step."));
}

static void
thecal_setup_page_sound_unmap (GtkWidget *widget)
{
  ThecalSetupPageSound *self = THECAL_SETUP_PAGE_SOUND (widget);

  thecal_sound_player_stop (self->player);
  GTK_WIDGET_CLASS (thecal_setup_page_sound_parent_class)->unmap (widget);
}

static void
thecal_setup_page_sound_dispose (GObject *object)
{
  g_clear_object (&THECAL_SETUP_PAGE_SOUND (object)->player);
  G_OBJECT_CLASS (thecal_setup_page_sound_parent_class)->dispose (object);
}

static void
thecal_setup_page_sound_class_init (ThecalSetupPageSoundClass *klass)
{
  ThecalSetupPageClass *page_class = THECAL_SETUP_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = thecal_setup_page_sound_dispose;
  GTK_WIDGET_CLASS (klass)->unmap = thecal_setup_page_sound_unmap;
  page_class->title = N_ ("Can you hear the alarm?");
  page_class->lead =
      N_ ("You hear the sound of a high alarm, as loud as it comes. Tell everybody in "
          "the house first. Then go where you sleep, and try it again.");
  page_class->without = N_ ("Nobody will know whether an alarm can be heard here.");
  page_class->enter = enter;
  page_class->take = take;
}

static void
thecal_setup_page_sound_init (ThecalSetupPageSound *self)
{
  self->player = thecal_sound_player_new ();
  g_signal_connect_object (self->player, "ended", G_CALLBACK (on_ended), self, 0);
}

static GtkWidget *
advice_new (void)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("What to check"));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group),
                                         _ ("Then play the sound again."));
  for (gsize i = 0; i < G_N_ELEMENTS (checks); i++) {
    GtkWidget *row = adw_action_row_new ();

    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (checks[i]));
    adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
    adw_action_row_set_icon_name (ADW_ACTION_ROW (row), "thecal-sound-symbolic");
    gtk_widget_add_css_class (row, "thecal-plain-row");
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  }
  gtk_widget_set_visible (group, FALSE);

  return group;
}

GtkWidget *
thecal_setup_page_sound_new (ThecalSetup *setup)
{
  ThecalSetupPageSound *self =
      THECAL_SETUP_PAGE_SOUND (thecal_setup_page_new (THECAL_TYPE_SETUP_PAGE_SOUND, setup));

  self->play = gtk_button_new_with_label (_ ("Play the alarm sound"));
  gtk_widget_add_css_class (self->play, "thecal-walk-button");
  gtk_widget_add_css_class (self->play, "thecal-main");
  g_signal_connect_swapped (self->play, "clicked", G_CALLBACK (on_play), self);
  thecal_setup_page_add (self, self->play);
  self->found = thecal_setup_page_add_text (self, "", "thecal-setup-answer");
  gtk_widget_set_visible (self->found, FALSE);
  self->answer = thecal_setup_answer_new (_ ("Did you hear it?"),
                                          _ ("I heard it"),
                                          _ ("I did not hear it"),
                                          G_CALLBACK (on_heard),
                                          G_CALLBACK (on_not_heard),
                                          self);
  thecal_setup_page_add (self, self->answer);
  self->answered = thecal_setup_page_add_text (
      self, _ ("Kept: somebody has heard the alarm sound here."), "thecal-setup-kept");
  self->advice = advice_new ();
  thecal_setup_page_add (self, self->advice);

  return GTK_WIDGET (self);
}
