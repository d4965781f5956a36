/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "shared/call_view.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "core/checklist/checklist.h"
#include "shared/call_words.h"
#include "shared/contact_card.h"
#include "shared/contact_list.h"
#include "shared/dial.h"
#include "shared/emergency_chooser.h"
#include "shared/labels.h"
#include "words/contact_words.h"

#define WIDTH_PX 1120
#define NARROW_PX 700
#define ROOMY_PX 1000 /* for larger text beside each other */
#define LOW_PX 620    /* below, the square takes less */
#define CARD_PX 340

struct _ThecalCallView {
  GtkWidget parent_instance;
  GtkWidget *scroller, *headline, *clock, *emergency, *emergency_label, *warnings, *warning_list,
      *choose, *middle, *list, *card, *caption;
  ThecalPlanWatch *plan;
  GArray *lines;     /* of ThecalContactLine, without the emergency number; NULL before the first */
  GHashTable *marks; /* number → what came of it; owned strings */
  char *chosen;      /* number; NULL: the first that can be called */
  char *said;        /* under the card's number; "" the usual */
  char *emergency_number; /* nullable: none chosen */
  gboolean is_emergency;  /* the card shows the emergency number */
  GCancellable *cancellable;
  gboolean stacked; /* the list, always */
};

G_DEFINE_FINAL_TYPE (ThecalCallView, thecal_call_view, GTK_TYPE_WIDGET)

/* The numbers. */

static const ThecalContactLine *
line_at (ThecalCallView *self, guint index)
{
  return &g_array_index (self->lines, ThecalContactLine, index);
}

static guint
index_of (ThecalCallView *self, const ThecalContactLine *line)
{
  return (guint) (line - (const ThecalContactLine *) (gconstpointer) self->lines->data);
}

/* The line that the card shows. A number that is gone from the plan is chosen no more. */
static guint
get_chosen (ThecalCallView *self)
{
  const ThecalContactLine *first = thecal_call_first (self->lines);

  for (guint i = 0; self->chosen != NULL && i < self->lines->len; i++)
    if (g_str_equal (line_at (self, i)->number, self->chosen))
      return i;

  return first != NULL ? index_of (self, first) : 0;
}

/* The next one to try: open, with a number, and nobody has tried it. */
static const ThecalContactLine *
find_next (ThecalCallView *self)
{
  for (guint i = 0; i < self->lines->len; i++) {
    const ThecalContactLine *line = line_at (self, i);

    if (line->open && *line->number != '\0' && !g_hash_table_contains (self->marks, line->number))
      return line;
  }

  return NULL;
}

/* What is shown. */

static void
update_card (ThecalCallView *self)
{
  const guint chosen = get_chosen (self);
  g_autofree char *title = NULL;

  if (self->is_emergency && self->emergency_number != NULL) {
    thecal_contact_card_set (THECAL_CONTACT_CARD (self->card),
                             thecal_contact_role_title (THECAL_ROLE_EMERGENCY),
                             self->emergency_number,
                             self->said);
    return;
  }
  gtk_widget_set_visible (self->card, self->lines->len > 0);
  if (self->lines->len == 0)
    return;
  title = thecal_contact_title (line_at (self, chosen));
  thecal_contact_card_set (
      THECAL_CONTACT_CARD (self->card), title, line_at (self, chosen)->number, self->said);
}

static void
update_emergency (ThecalCallView *self)
{
  g_autofree char *words = self->emergency_number != NULL
                               ? g_strdup_printf (_ ("Call %s"), self->emergency_number)
                               : g_strdup (_ ("Call emergency number"));

  gtk_label_set_text (GTK_LABEL (self->emergency_label), words);
  gtk_widget_set_visible (self->choose, self->emergency_number == NULL);
}

static void
add_warning (ThecalCallView *self, const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_box_append (GTK_BOX (self->warning_list), label);
}

/* All of it, loudly: a number that is missing is found now, not in the night. */
static void
update_warnings (ThecalCallView *self, const ThecalPlanLoad *load)
{
  g_autoptr (GPtrArray) warnings =
      thecal_contact_book_get_warnings (thecal_plan_watch_get_contacts (self->plan));
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->warning_list)) != NULL)
    gtk_box_remove (GTK_BOX (self->warning_list), child);
  if (load != NULL && load->fault != NULL)
    add_warning (self, load->fault);
  else if (load != NULL && !load->found)
    add_warning (self, _ ("There is no care plan on this computer, so no number of the clinic."));
  for (guint i = 0; i < warnings->len; i++)
    add_warning (self, g_ptr_array_index (warnings, i));
  gtk_widget_set_visible (self->warnings,
                          load != NULL && gtk_widget_get_first_child (self->warning_list) != NULL);
}

static void
update_caption (ThecalCallView *self, const ThecalPlanLoad *load, gint64 now_us)
{
  g_autoptr (GPtrArray) warnings =
      thecal_contact_book_get_warnings (thecal_plan_watch_get_contacts (self->plan));
  g_autofree char *zone = thecal_call_zone_line (self->lines, now_us);
  g_autofree char *text = NULL;

  if (load == NULL || !load->found)
    text = g_strdup (load == NULL ? _ ("The care plan is being read.") : "");
  else
    text = g_strdup_printf ("%s %s %s",
                            load->is_copy ? _ ("From the last care plan that could be read.")
                                          : _ ("From the care plan."),
                            warnings->len == 0 ? _ ("All numbers are marked as confirmed.") : "",
                            zone);
  thecal_label_set (self->caption, g_strstrip (text));
}

static void
take_lines (ThecalCallView *self)
{
  const ThecalContactBook *book = thecal_plan_watch_get_contacts (self->plan);
  GArray *lines = thecal_plan_watch_order (self->plan);

  /* The red button has that one. */
  for (guint i = lines->len; i > 0; i--)
    if (g_array_index (lines, ThecalContactLine, i - 1).role == THECAL_ROLE_EMERGENCY)
      g_array_remove_index (lines, i - 1);
  g_clear_pointer (&self->lines, g_array_unref);
  self->lines = lines;
  if (book->emergency_number != NULL) {
    g_free (self->emergency_number);
    self->emergency_number = g_strdup (book->emergency_number);
  }
}

static void
update (ThecalCallView *self)
{
  const ThecalPlanLoad *load = thecal_plan_watch_get_load (self->plan);
  const gint64 now_us = thecal_plan_watch_get_now_us (self->plan);
  g_autofree char *headline = NULL;
  g_autofree char *sentence = NULL;
  g_autofree char *clock = NULL;

  take_lines (self);
  headline = thecal_outcome_headline (THECAL_OUTCOME_T3, thecal_call_first (self->lines));
  sentence = g_strdup_printf ("%s.", headline);
  clock = thecal_call_clock_line (self->lines, now_us);
  thecal_label_set (self->headline, sentence);
  thecal_label_set (self->clock, clock);
  update_emergency (self);
  update_warnings (self, load);
  update_caption (self, load, now_us);
  thecal_contact_list_set (THECAL_CONTACT_LIST (self->list),
                           self->lines,
                           self->marks,
                           self->is_emergency ? G_MAXUINT : get_chosen (self),
                           now_us);
  update_card (self);
}

/* What a person does. */

static void
say (ThecalCallView *self, const char *text)
{
  g_free (self->said);
  self->said = g_strdup (text);
}

static void
choose (ThecalCallView *self, const char *number)
{
  g_free (self->chosen);
  self->chosen = g_strdup (number);
  self->is_emergency = FALSE;
}

static void
on_chosen (ThecalContactList *list, guint index, ThecalCallView *self)
{
  choose (self, line_at (self, index)->number);
  say (self, "");
  update (self);
}

static const char *
get_number (ThecalCallView *self)
{
  if (self->is_emergency)
    return self->emergency_number != NULL ? self->emergency_number : "";

  return self->lines->len > 0 ? line_at (self, get_chosen (self))->number : "";
}

static void
on_dialled (gboolean dialled, gpointer user_data)
{
  ThecalCallView *self = user_data;

  say (self,
       dialled ? _ ("This computer is dialling. If it does not, point a phone's camera here.")
               : _ ("No program here can dial. Point a phone's camera here, or dial by hand."));
  update (self);
}

static void
on_call (ThecalCallView *self)
{
  thecal_dial (GTK_WIDGET (self), get_number (self), self->cancellable, on_dialled, self);
}

/* @format has the time in it. */
static void
mark (ThecalCallView *self, const char *format)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *time = g_date_time_format (now, "%H:%M");

  g_hash_table_replace (self->marks, g_strdup (get_number (self)), g_strdup_printf (format, time));
}

static void
on_called (ThecalCallView *self)
{
  mark (self, _ ("called at %s"));
  say (self,
       _ ("You called. If nobody has rung back in 15 minutes, or it gets worse, call the next "
          "one."));
  update (self);
}

static void
on_no_answer (ThecalCallView *self)
{
  const ThecalContactLine *next;

  mark (self, _ ("no answer at %s"));
  next = find_next (self);
  say (self, next == NULL ? _ ("Nobody is left to call. Go to the emergency department.") : "");
  if (next != NULL)
    choose (self, next->number);
  update (self);
  thecal_contact_card_focus (THECAL_CONTACT_CARD (self->card));
}

static void
on_emergency_chosen (const char *number, gpointer user_data)
{
  ThecalCallView *self = user_data;

  g_free (self->emergency_number);
  self->emergency_number = g_strdup (number);
  thecal_plan_watch_reload (self->plan);
  update (self);
}

static void
on_choose (ThecalCallView *self)
{
  thecal_emergency_chooser_show (
      GTK_WIDGET (self), thecal_plan_watch_get_path (self->plan), on_emergency_chosen, self);
}

static void
on_emergency (ThecalCallView *self)
{
  if (self->emergency_number == NULL) {
    on_choose (self);
    return;
  }
  self->is_emergency = TRUE;
  say (self, "");
  update (self);
  on_call (self);
}

/* Layout. */

static void
on_layout (GdkSurface *surface, int width, int height, ThecalCallView *self)
{
  const gboolean narrow = width < NARROW_PX, small = height < LOW_PX;

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->middle),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  /* What calls comes first where they stand above one another. */
  gtk_box_reorder_child_after (
      GTK_BOX (self->middle), narrow ? self->list : self->card, narrow ? self->card : self->list);
  thecal_contact_list_set_narrow (THECAL_CONTACT_LIST (self->list),
                                  narrow || (self->stacked && width < ROOMY_PX));
  gtk_widget_set_size_request (self->card, narrow ? -1 : CARD_PX, -1);
  thecal_contact_card_set_small (THECAL_CONTACT_CARD (self->card), small || narrow);
  if (narrow || small)
    gtk_widget_add_css_class (GTK_WIDGET (self), "thecal-narrow");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "thecal-narrow");
}

static void
thecal_call_view_realize (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (thecal_call_view_parent_class)->realize (widget);
  g_signal_connect_object (gtk_native_get_surface (gtk_widget_get_native (widget)),
                           "layout",
                           G_CALLBACK (on_layout),
                           widget,
                           0);
}

static gboolean
thecal_call_view_grab_focus (GtkWidget *widget)
{
  thecal_contact_card_focus (THECAL_CONTACT_CARD (THECAL_CALL_VIEW (widget)->card));
  return TRUE;
}

/* Object. */

static void
thecal_call_view_dispose (GObject *object)
{
  ThecalCallView *self = THECAL_CALL_VIEW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_object (&self->plan);

  G_OBJECT_CLASS (thecal_call_view_parent_class)->dispose (object);
}

static void
thecal_call_view_finalize (GObject *object)
{
  ThecalCallView *self = THECAL_CALL_VIEW (object);

  g_clear_pointer (&self->lines, g_array_unref);
  g_hash_table_unref (self->marks);
  g_free (self->chosen);
  g_free (self->said);
  g_free (self->emergency_number);
  g_object_unref (self->cancellable);

  G_OBJECT_CLASS (thecal_call_view_parent_class)->finalize (object);
}

static void
thecal_call_view_class_init (ThecalCallViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = thecal_call_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = thecal_call_view_finalize;
  widget_class->realize = thecal_call_view_realize;
  widget_class->grab_focus = thecal_call_view_grab_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static GtkWidget *
label_new (const char *css_class)
{
  GtkWidget *label = gtk_label_new ("");

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, css_class);

  return label;
}

static GtkWidget *
emergency_button_new (ThecalCallView *self)
{
  GtkWidget *button = gtk_button_new (), *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);

  self->emergency_label = gtk_label_new ("");
  gtk_box_append (GTK_BOX (content), gtk_image_new_from_icon_name ("thecal-call-symbolic"));
  gtk_box_append (GTK_BOX (content), self->emergency_label);
  gtk_button_set_child (GTK_BUTTON (button), content);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "thecal-emergency");
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Call emergency number"), -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_emergency), self, G_CONNECT_SWAPPED);

  return button;
}

static GtkWidget *
head_new (ThecalCallView *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *when = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->headline = label_new ("thecal-state");
  self->clock = label_new ("thecal-age");
  self->emergency = emergency_button_new (self);
  gtk_box_append (GTK_BOX (when), gtk_image_new_from_icon_name ("thecal-clock-symbolic"));
  gtk_box_append (GTK_BOX (when), self->clock);
  gtk_box_append (GTK_BOX (words), self->headline);
  gtk_box_append (GTK_BOX (words), when);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (head), words);
  gtk_box_append (GTK_BOX (head), self->emergency);

  return head;
}

static GtkWidget *
warnings_new (ThecalCallView *self)
{
  GtkWidget *strip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 14);

  self->warning_list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  self->choose = gtk_button_new_with_label (_ ("Choose the emergency number"));
  gtk_widget_set_hexpand (self->warning_list, TRUE);
  gtk_widget_set_valign (self->choose, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (strip), gtk_image_new_from_icon_name ("thecal-medium-symbolic"));
  gtk_box_append (GTK_BOX (strip), self->warning_list);
  gtk_box_append (GTK_BOX (strip), self->choose);
  gtk_widget_add_css_class (strip, "thecal-warnings");
  g_signal_connect_object (
      self->choose, "clicked", G_CALLBACK (on_choose), self, G_CONNECT_SWAPPED);

  return strip;
}

static void
thecal_call_view_init (ThecalCallView *self)
{
  GtkWidget *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 14), *clamp = adw_clamp_new ();

  self->marks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->said = g_strdup ("");
  self->cancellable = g_cancellable_new ();
  /* narrow until the width is known: a window does not get smaller than what it began with */
  self->middle = gtk_box_new (GTK_ORIENTATION_VERTICAL, 22);
  self->list = thecal_contact_list_new ();
  self->card = thecal_contact_card_new ();
  self->caption = label_new ("thecal-caption");
  self->warnings = warnings_new (self);
  thecal_contact_list_set_narrow (THECAL_CONTACT_LIST (self->list), TRUE);
  gtk_widget_set_hexpand (self->list, TRUE);
  gtk_widget_set_vexpand (self->middle, TRUE);
  gtk_box_append (GTK_BOX (self->middle), self->list);
  gtk_box_append (GTK_BOX (self->middle), self->card);
  gtk_box_append (GTK_BOX (page), head_new (self));
  gtk_box_append (GTK_BOX (page), self->warnings);
  gtk_box_append (GTK_BOX (page), self->middle);
  gtk_box_append (GTK_BOX (page), self->caption);
  gtk_widget_add_css_class (page, "thecal-page");
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), WIDTH_PX);
  adw_clamp_set_child (ADW_CLAMP (clamp), page);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (
      GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), clamp);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
  g_signal_connect (self->list, "chosen", G_CALLBACK (on_chosen), self);
  g_signal_connect_object (self->card, "call", G_CALLBACK (on_call), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->card, "called", G_CALLBACK (on_called), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
      self->card, "no-answer", G_CALLBACK (on_no_answer), self, G_CONNECT_SWAPPED);
}

GtkWidget *
thecal_call_view_new (ThecalPlanWatch *plan)
{
  ThecalCallView *self = g_object_new (THECAL_TYPE_CALL_VIEW, NULL);

  self->plan = g_object_ref (plan);
  g_signal_connect_object (plan, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);

  return GTK_WIDGET (self);
}

void
thecal_call_view_set_stacked (ThecalCallView *self)
{
  self->stacked = TRUE;
  gtk_widget_set_valign (self->card, GTK_ALIGN_START);
  thecal_contact_list_set_narrow (THECAL_CONTACT_LIST (self->list), TRUE);
}
