/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "config.h"

#include "caregiver/setup_page.h"

#include <glib/gi18n.h>

/* What Thecal is and is not (clinical.md 6.2, 000-01): confirmed by typing, not by a click, and
 * again after each upgrade. */

#define THECAL_TYPE_SETUP_PAGE_UNDERSTAND (thecal_setup_page_understand_get_type ())
G_DECLARE_FINAL_TYPE (ThecalSetupPageUnderstand,
                      thecal_setup_page_understand,
                      THECAL,
                      SETUP_PAGE_UNDERSTAND,
                      ThecalSetupPage)

struct _ThecalSetupPageUnderstand {
  ThecalSetupPage parent_instance;
  GtkWidget *lists, *word;
};

G_DEFINE_FINAL_TYPE (ThecalSetupPageUnderstand,
                     thecal_setup_page_understand,
                     THECAL_TYPE_SETUP_PAGE)

static const char *const does[] = {
  N_ ("It computes from the clinic's printout when the pump runs low, and sounds an alarm early."),
  N_ ("It asks the right questions when something is wrong, one at a time."),
  N_ ("It shows the telephone number that is open at this hour."),
};

static const char *const does_not[] = {
  N_ ("It is not a medical device. Nobody has approved it."),
  N_ ("It may miss an alarm, or be late. You test it, and you keep watching."),
  N_ ("It does not replace the pump's own alarm, your clinic's plan, or the emergency number."),
  N_ ("It cannot hear most pumps. It goes by the numbers that you enter."),
  N_ ("It never changes anything in a pump."),
  N_ ("What your clinic tells you comes first, always."),
};

static gboolean
is_word (ThecalSetupPageUnderstand *self)
{
  g_autofree char *typed = g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (self->word)), -1);
  g_autofree char *word = g_utf8_casefold (_ ("understood"), -1);

  return g_str_equal (g_strstrip (typed), word);
}

static void
take (ThecalSetupPage *page)
{
  ThecalSetupPageUnderstand *self = THECAL_SETUP_PAGE_UNDERSTAND (page);

  if (is_word (self)) {
    gtk_widget_remove_css_class (self->word, "error");
    thecal_setup_draft_set (
        thecal_setup_page_get_draft (page), THECAL_DRAFT_UNDERSTOOD, THECAL_VERSION);
    thecal_setup_page_pass (page);
    return;
  }
  gtk_widget_add_css_class (self->word, "error");
  thecal_setup_page_tell (page, _ ("Type the word understood below, letter by letter."));
  gtk_widget_grab_focus (self->word);
}

static void
enter (ThecalSetupPage *page)
{
  ThecalSetupPageUnderstand *self = THECAL_SETUP_PAGE_UNDERSTAND (page);

  /* whoever goes back need not type it again */
  if (thecal_setup_draft_is (
          thecal_setup_page_get_draft (page), THECAL_DRAFT_UNDERSTOOD, THECAL_VERSION))
    gtk_editable_set_text (GTK_EDITABLE (self->word), _ ("understood"));
  gtk_widget_grab_focus (self->word);
}

static void
set_narrow (ThecalSetupPage *page, gboolean narrow)
{
  GtkWidget *lists = THECAL_SETUP_PAGE_UNDERSTAND (page)->lists;

  gtk_orientable_set_orientation (GTK_ORIENTABLE (lists),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_box_set_homogeneous (GTK_BOX (lists), !narrow);
}

static void
thecal_setup_page_understand_class_init (ThecalSetupPageUnderstandClass *klass)
{
  ThecalSetupPageClass *page_class = THECAL_SETUP_PAGE_CLASS (klass);

  page_class->title = N_ ("What Thecal does, and what it does not");
  page_class->lead = N_ ("Please read this first. It takes a minute.");
  page_class->enter = enter;
  page_class->take = take;
  page_class->set_narrow = set_narrow;
}

static void
thecal_setup_page_understand_init (ThecalSetupPageUnderstand *self)
{
}

static GtkWidget *
list_new (const char *title,
          const char *icon_name,
          const char *css_class,
          const char *const *lines,
          gsize n)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  for (gsize i = 0; i < n; i++) {
    GtkWidget *row = adw_action_row_new ();
    GtkWidget *icon = gtk_image_new_from_icon_name (icon_name);

    gtk_widget_add_css_class (icon, css_class);
    adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (lines[i]));
    adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
    gtk_widget_add_css_class (row, "thecal-plain-row");
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  }
  gtk_widget_set_valign (group, GTK_ALIGN_START);

  return group;
}

GtkWidget *
thecal_setup_page_understand_new (ThecalSetup *setup)
{
  ThecalSetupPageUnderstand *self = THECAL_SETUP_PAGE_UNDERSTAND (
      thecal_setup_page_new (THECAL_TYPE_SETUP_PAGE_UNDERSTAND, setup));
  GtkWidget *group = adw_preferences_group_new ();

  self->lists = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 24);
  gtk_box_set_homogeneous (GTK_BOX (self->lists), TRUE);
  gtk_box_append (GTK_BOX (self->lists),
                  list_new (_ ("Know this about Thecal"),
                            "thecal-medium-symbolic",
                            "thecal-setup-warning",
                            does_not,
                            G_N_ELEMENTS (does_not)));
  gtk_box_append (GTK_BOX (self->lists),
                  list_new (_ ("What it does"),
                            "thecal-check-symbolic",
                            "thecal-setup-point",
                            does,
                            G_N_ELEMENTS (does)));
  thecal_setup_page_add (self, self->lists);
  self->word = adw_entry_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->word),
                                 _ ("To go on, type the word: understood"));
  g_signal_connect_swapped (
      self->word, "entry-activated", G_CALLBACK (thecal_setup_page_take), self);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->word);
  thecal_setup_page_add (self, group);

  return GTK_WIDGET (self);
}
