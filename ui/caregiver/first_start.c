/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "caregiver/first_start.h"

#include <glib/gi18n.h>

#include "caregiver/setup_page.h"
#include "shared/labels.h"
#include "shared/setup_words.h"

#define NARROW_PX 860
#define MOST_PX 1120 /* of the column */
#define N_PAGES 8
#define SEGMENT_PX 24 /* of the progress, at least */

static const struct {
  const char *name; /* in the draft */
  GtkWidget *(*make) (ThecalSetup *setup);
} pages[N_PAGES] = {
  { "understand", thecal_setup_page_understand_new },
  { "person", thecal_setup_page_person_new },
  { "printout", thecal_setup_page_printout_new },
  { "contacts", thecal_setup_page_contacts_new },
  { "tablets", thecal_setup_page_tablets_new },
  { "sound", thecal_setup_page_sound_new },
  { "drill", thecal_setup_page_drill_new },
  { "done", thecal_setup_page_done_new },
};

struct _ThecalFirstStart {
  AdwWindow parent_instance;
  ThecalSetup *setup;
  GtkWidget *back, *next, *title, *lead, *words, *top, *head, *progress, *step, *place, *scroll,
      *foot, *skip, *without, *bar_title;
  ThecalSetupPage *page; /* borrowed: in the place */
  guint n_pages, at;
  gboolean narrow;
  gboolean may_close; /* it was asked, or there is nothing to ask */
};

G_DEFINE_FINAL_TYPE (ThecalFirstStart, thecal_first_start, ADW_TYPE_WINDOW)

static ThecalSetupDraft *
draft_of (ThecalFirstStart *self)
{
  return thecal_setup_get_draft (self->setup);
}

/* The page. */

static void
update_progress (ThecalFirstStart *self)
{
  g_autofree char *step = g_strdup_printf (_ ("Step %u of %u"), self->at + 1, self->n_pages);
  guint i = 0;

  thecal_label_set (self->step, step);
  gtk_widget_set_visible (self->head, self->n_pages > 1);
  for (GtkWidget *segment = gtk_widget_get_first_child (self->progress); segment != NULL;
       segment = gtk_widget_get_next_sibling (segment))
    if (i++ <= self->at)
      gtk_widget_add_css_class (segment, "thecal-done");
    else
      gtk_widget_remove_css_class (segment, "thecal-done");
}

static void on_passed (ThecalSetupPage *page, ThecalFirstStart *self);

/* A page is made when it is come to: what was entered on it is in the plan or in the draft. */
static void
show (ThecalFirstStart *self, guint at)
{
  const ThecalSetupPageClass *page;

  self->at = at;
  self->page = THECAL_SETUP_PAGE (pages[at].make (self->setup));
  g_signal_connect_object (self->page, "passed", G_CALLBACK (on_passed), self, 0);
  thecal_setup_page_set_narrow (self->page, self->narrow);
  adw_bin_set_child (ADW_BIN (self->place), GTK_WIDGET (self->page));
  page = THECAL_SETUP_PAGE_GET_CLASS (self->page);
  gtk_adjustment_set_value (
      gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroll)), 0);
  thecal_label_set (self->title, _ (page->title));
  thecal_label_set (self->lead, page->lead != NULL ? _ (page->lead) : "");
  gtk_widget_set_visible (self->back, at > 0);
  gtk_button_set_label (GTK_BUTTON (self->next), page->next != NULL ? _ (page->next) : _ ("Next"));
  gtk_widget_set_visible (self->foot, page->without != NULL);
  thecal_label_set (self->without, page->without != NULL ? _ (page->without) : "");
  update_progress (self);
  if (self->n_pages > 1)
    thecal_setup_draft_set (draft_of (self), THECAL_DRAFT_PAGE, pages[at].name);
  thecal_setup_page_enter (self->page);
}

static void
finish (ThecalFirstStart *self)
{
  thecal_setup_draft_set (draft_of (self), THECAL_DRAFT_PAGE, "");
  thecal_setup_draft_set (draft_of (self), THECAL_DRAFT_LATER, "");
  /* What was heard today says nothing when the setup is opened again. */
  thecal_setup_draft_set (draft_of (self), THECAL_DRAFT_HEARD, "");
  thecal_setup_draft_set (draft_of (self), THECAL_DRAFT_DRILLED, "");
  thecal_setup_draft_keep (draft_of (self));
  self->may_close = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

static void
go_on (ThecalFirstStart *self)
{
  if (self->at + 1 < self->n_pages)
    show (self, self->at + 1);
  else
    finish (self);
}

static void
on_passed (ThecalSetupPage *page, ThecalFirstStart *self)
{
  /* the answer of the disk may come after somebody went back */
  if (page == self->page)
    go_on (self);
}

static void
on_next (ThecalFirstStart *self)
{
  thecal_setup_page_take (self->page);
}

static void
on_back (ThecalFirstStart *self)
{
  if (self->at > 0)
    show (self, self->at - 1);
}

/* Keys: Alt with the first letter, as the tooltips say. */

static gboolean
on_next_key (GtkWidget *widget, GVariant *none, gpointer user_data)
{
  on_next (THECAL_FIRST_START (widget));
  return TRUE;
}

static gboolean
on_back_key (GtkWidget *widget, GVariant *none, gpointer user_data)
{
  on_back (THECAL_FIRST_START (widget));
  return TRUE;
}

static gboolean
on_skip_key (GtkWidget *widget, GVariant *none, gpointer user_data)
{
  ThecalFirstStart *self = THECAL_FIRST_START (widget);

  if (gtk_widget_get_visible (self->foot))
    go_on (self);
  return TRUE;
}

/* Leaving. */

static gboolean
on_close (gpointer self)
{
  gtk_window_close (GTK_WINDOW (self));
  return G_SOURCE_REMOVE;
}

static void
on_leave (AdwMessageDialog *dialog, const char *response, ThecalFirstStart *self)
{
  if (!g_str_equal (response, "leave"))
    return;
  /* what nobody has understood is asked again at the next start */
  if (self->at > 0)
    thecal_setup_draft_set (draft_of (self), THECAL_DRAFT_LATER, "true");
  thecal_setup_draft_keep (draft_of (self));
  self->may_close = TRUE;
  /* the dialog ends first: it still looks at its parent */
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, on_close, g_object_ref (self), g_object_unref);
}

static void
ask_to_leave (ThecalFirstStart *self)
{
  g_autofree char *missing = thecal_guards_missing_words (thecal_setup_find_guards (self->setup));
  g_autofree char *body = g_strdup_printf (
      _ ("What you typed is kept. Until you go on, this is missing:\n\n%s"), missing);
  GtkWidget *dialog =
      adw_message_dialog_new (GTK_WINDOW (self), _ ("Leave the setup for now?"), body);

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog),
                                    "close",
                                    _ ("Go on with it"),
                                    "leave",
                                    _ ("Leave for now"),
                                    NULL);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "close");
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_leave), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static gboolean
thecal_first_start_close_request (GtkWindow *window)
{
  ThecalFirstStart *self = THECAL_FIRST_START (window);

  if (!self->may_close && self->n_pages > 1 &&
      (thecal_setup_find_guards (self->setup) & 1u << THECAL_GUARD_DRILL) == 0) {
    ask_to_leave (self);
    return GDK_EVENT_STOP;
  }

  return GTK_WINDOW_CLASS (thecal_first_start_parent_class)->close_request (window);
}

/* Layout. */

static void
set_narrow (ThecalFirstStart *self, gboolean narrow)
{
  if (self->narrow == narrow)
    return;
  self->narrow = narrow;
  if (narrow)
    gtk_widget_add_css_class (GTK_WIDGET (self), "thecal-narrow");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "thecal-narrow");
  gtk_widget_set_visible (self->bar_title, !narrow);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->top),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_box_set_spacing (GTK_BOX (self->top), narrow ? 12 : 24);
  gtk_box_reorder_child_after (GTK_BOX (self->top), self->head, narrow ? NULL : self->words);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->foot),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  thecal_setup_page_set_narrow (self->page, narrow);
}

static void
on_layout (GdkSurface *surface, int width, int height, ThecalFirstStart *self)
{
  set_narrow (self, width < NARROW_PX);
}

static void
thecal_first_start_realize (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (thecal_first_start_parent_class)->realize (widget);
  g_signal_connect_object (
      gtk_native_get_surface (GTK_NATIVE (widget)), "layout", G_CALLBACK (on_layout), widget, 0);
}

static void
thecal_first_start_dispose (GObject *object)
{
  g_clear_object (&THECAL_FIRST_START (object)->setup);
  G_OBJECT_CLASS (thecal_first_start_parent_class)->dispose (object);
}

static void
thecal_first_start_class_init (ThecalFirstStartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = thecal_first_start_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = thecal_first_start_close_request;
  widget_class->realize = thecal_first_start_realize;
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_n, GDK_ALT_MASK, on_next_key, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_b, GDK_ALT_MASK, on_back_key, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_s, GDK_ALT_MASK, on_skip_key, NULL);
}

static GtkWidget *
header_bar_new (ThecalFirstStart *self)
{
  GtkWidget *bar = adw_header_bar_new ();

  self->back = gtk_button_new_with_label (_ ("Back"));
  self->next = gtk_button_new_with_label (_ ("Next"));
  self->bar_title = adw_window_title_new (_ ("Set up Thecal"), "");
  gtk_widget_add_css_class (self->next, "suggested-action");
  gtk_widget_add_css_class (self->back, "thecal-setup-way");
  gtk_widget_set_tooltip_text (self->back, _ ("Alt+B"));
  gtk_widget_set_tooltip_text (self->next, _ ("Alt+N"));
  gtk_widget_add_css_class (self->next, "thecal-setup-way");
  g_signal_connect_swapped (self->back, "clicked", G_CALLBACK (on_back), self);
  g_signal_connect_swapped (self->next, "clicked", G_CALLBACK (on_next), self);
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (bar), self->bar_title);
  adw_header_bar_pack_start (ADW_HEADER_BAR (bar), self->back);
  adw_header_bar_pack_end (ADW_HEADER_BAR (bar), self->next);

  return bar;
}

/* Steps beside the title. */
static GtkWidget *
head_new (ThecalFirstStart *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->progress = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_box_set_homogeneous (GTK_BOX (self->progress), TRUE);
  for (guint i = 0; i < N_PAGES; i++) {
    GtkWidget *segment = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

    gtk_widget_add_css_class (segment, "thecal-segment");
    gtk_widget_set_size_request (segment, SEGMENT_PX, -1);
    gtk_box_append (GTK_BOX (self->progress), segment);
  }
  self->step = thecal_setup_text_new ("", "thecal-caption");
  gtk_label_set_xalign (GTK_LABEL (self->step), 1);
  gtk_widget_set_valign (head, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (head), self->progress);
  gtk_box_append (GTK_BOX (head), self->step);

  return head;
}

static GtkWidget *
foot_new (ThecalFirstStart *self)
{
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->skip = gtk_button_new_with_label (_ ("Skip this step"));
  self->without = thecal_setup_text_new ("", "thecal-caption");
  gtk_widget_set_hexpand (self->without, TRUE);
  gtk_widget_add_css_class (self->skip, "thecal-row-button");
  gtk_widget_set_tooltip_text (self->skip, _ ("Alt+S"));
  gtk_widget_set_valign (self->skip, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (self->skip, "clicked", G_CALLBACK (go_on), self);
  gtk_box_append (GTK_BOX (foot), self->skip);
  gtk_box_append (GTK_BOX (foot), self->without);

  return foot;
}

static GtkWidget *
column_new (ThecalFirstStart *self)
{
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);

  self->words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->title = thecal_setup_text_new ("", "thecal-setup-title");
  self->lead = thecal_setup_text_new ("", "thecal-setup-lead");
  self->head = head_new (self);
  self->foot = foot_new (self);
  self->place = adw_bin_new ();
  gtk_widget_add_css_class (column, "thecal-page");
  gtk_widget_add_css_class (column, "thecal-setup");
  gtk_box_append (GTK_BOX (self->words), self->title);
  gtk_box_append (GTK_BOX (self->words), self->lead);
  gtk_widget_set_hexpand (self->words, TRUE);
  self->top = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 24);
  gtk_box_append (GTK_BOX (self->top), self->words);
  gtk_box_append (GTK_BOX (self->top), self->head);
  gtk_box_append (GTK_BOX (column), self->top);
  gtk_box_append (GTK_BOX (column), self->place);
  gtk_box_append (GTK_BOX (column), self->foot);

  return column;
}

static void
thecal_first_start_init (ThecalFirstStart *self)
{
  GtkWidget *all = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *clamp = adw_clamp_new ();

  self->scroll = gtk_scrolled_window_new ();
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), MOST_PX);
  adw_clamp_set_tightening_threshold (ADW_CLAMP (clamp), MOST_PX);
  /* external: the window may become narrower than the wide layout, which then folds */
  gtk_scrolled_window_set_policy (
      GTK_SCROLLED_WINDOW (self->scroll), GTK_POLICY_EXTERNAL, GTK_POLICY_AUTOMATIC);
  gtk_box_append (GTK_BOX (all), header_bar_new (self));
  adw_clamp_set_child (ADW_CLAMP (clamp), column_new (self));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroll), clamp);
  gtk_widget_set_vexpand (self->scroll, TRUE);
  gtk_box_append (GTK_BOX (all), self->scroll);
  adw_window_set_content (ADW_WINDOW (self), all);
  gtk_window_set_default_size (GTK_WINDOW (self), 1100, 780);
}

/* The page that somebody came to. What Thecal is has to be understood before all else. */
static guint
find_page (ThecalFirstStart *self)
{
  g_autofree char *name = thecal_setup_draft_get (draft_of (self), THECAL_DRAFT_PAGE);

  for (guint i = 0; i < self->n_pages; i++)
    if (g_str_equal (pages[i].name, name))
      return i;

  return 0;
}

GtkWidget *
thecal_first_start_new (GtkWindow *parent, ThecalSetup *setup, ThecalFirstStartReason reason)
{
  ThecalFirstStart *self = g_object_new (THECAL_TYPE_FIRST_START,
                                         "title",
                                         _ ("Set up Thecal"),
                                         "transient-for",
                                         parent,
                                         "destroy-with-parent",
                                         TRUE,
                                         NULL);
  g_autoptr (GtkWindowGroup) group = gtk_window_group_new ();

  /* an alarm in another window stays within reach, and is not held up by a dialog of this one */
  gtk_window_group_add_window (group, GTK_WINDOW (self));
  self->setup = g_object_ref (setup);
  self->n_pages = reason == THECAL_FIRST_START_UPGRADED ? 1 : N_PAGES;
  show (self, find_page (self));

  return GTK_WIDGET (self);
}
