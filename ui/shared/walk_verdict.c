/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "shared/walk_verdict.h"

#include <glib/gi18n.h>

#include "core/checklist/checklist.h"
#include "shared/dial.h"
#include "shared/labels.h"
#include "shared/qr_code.h"
#include "shared/walk_words.h"

#define MARGIN_PX 40
#define SMALL_MARGIN_PX 16
#define BIG_MOST_PX 107     /* 80 pt */
#define BIG_SMALL_PX 80     /* 60 pt: 480 px are not high */
#define BIG_BY_SQUARE_PX 44 /* the square says it too */
#define BIG_LEAST_PX 24
#define QR_PX 145 /* 5 px a square for a short number, 4 px for a long one */
#define SHORT_NUMBER 4
#define QR_SMALL_PX 145 /* it stands alone there */

static const struct {
  const char *css_class, *icon_name, *word;
} looks[] = {
  [THECAL_OUTCOME_NONE] = { "thecal-t5", "thecal-clock-symbolic", "" },
  [THECAL_OUTCOME_T1] = { "thecal-t1", "thecal-high-symbolic", N_ ("Emergency") },
  [THECAL_OUTCOME_T2] = { "thecal-t2", "thecal-high-symbolic", N_ ("Emergency") },
  [THECAL_OUTCOME_T3] = { "thecal-t3", "thecal-medium-symbolic", N_ ("Urgent") },
  [THECAL_OUTCOME_T4] = { "thecal-t4", "thecal-low-symbolic", N_ ("Soon") },
  [THECAL_OUTCOME_T5] = { "thecal-t5", "thecal-clock-symbolic", N_ ("Keep watching") },
};

struct _ThecalWalkVerdict {
  GtkBox parent_instance;
  GtkWidget *scroll, *words; /* words: owned, moves in and out of it */
  GtkWidget *icon, *stamp, *headline, *big, *who, *because, *again, *next;
  GtkWidget *place, *chooser; /* where the chooser goes */
  GtkWidget *big_row, *qr_row, *qr, *dial_words, *call, *call_text;
  GCancellable *cancellable;
  char *number; /* "" none */
  const char *css_class;
  int width;
  gboolean small, emergency;
  gboolean by_phone; /* Call was pressed, and nothing here dials */
};

enum { SIGNAL_CHOOSE, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ThecalWalkVerdict, thecal_walk_verdict, GTK_TYPE_BOX)

/* A short number leaves room for the square beside it. */
static void
place_square (ThecalWalkVerdict *self)
{
  const gboolean beside = !self->small && g_utf8_strlen (self->number, -1) <= SHORT_NUMBER;
  GtkWidget *place = beside ? self->big_row : self->qr_row;

  /* what it is for stands below it, or beside it at the foot of the words */
  gtk_widget_set_valign (self->qr_row, beside ? GTK_ALIGN_START : GTK_ALIGN_END);
  if (gtk_widget_get_parent (self->qr) == place)
    return;
  g_object_ref (self->qr);
  gtk_box_remove (GTK_BOX (gtk_widget_get_parent (self->qr)), self->qr);
  if (beside)
    gtk_box_append (GTK_BOX (place), self->qr);
  else
    gtk_box_prepend (GTK_BOX (place), self->qr);
  g_object_unref (self->qr);
}

/* On a small screen the square takes the place of the words, once somebody wants to call. */
static gboolean
is_square_only (const ThecalWalkVerdict *self)
{
  return self->small && self->by_phone && *self->number != '\0';
}

static void
show_big (ThecalWalkVerdict *self)
{
  const int margin = self->small ? SMALL_MARGIN_PX : MARGIN_PX;
  const char *text = gtk_label_get_text (GTK_LABEL (self->big));
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  const int most = !self->small            ? BIG_MOST_PX
                   : is_square_only (self) ? BIG_BY_SQUARE_PX
                                           : BIG_SMALL_PX;
  const int size = thecal_walk_fit_px (text, self->width - 2 * margin, BIG_LEAST_PX, most);

  pango_attr_list_insert (attributes, pango_attr_size_new_absolute (size * PANGO_SCALE));
  pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_ULTRABOLD));
  gtk_label_set_attributes (GTK_LABEL (self->big), attributes);
}

static void
arrange (ThecalWalkVerdict *self)
{
  const gboolean has_number = *self->number != '\0';
  const gboolean square_only = is_square_only (self);

  show_big (self);
  place_square (self);
  gtk_widget_set_visible (self->qr_row, has_number && (!self->small || self->by_phone));
  gtk_widget_set_visible (self->qr, has_number);
  thecal_qr_code_set_size (THECAL_QR_CODE (self->qr), self->small ? QR_SMALL_PX : QR_PX);
  gtk_box_set_spacing (GTK_BOX (self->qr_row), self->small ? 12 : 20);
  gtk_widget_set_visible (self->headline, !square_only);
  gtk_widget_set_visible (self->next,
                          !square_only && *gtk_label_get_text (GTK_LABEL (self->next)) != '\0');
  gtk_widget_set_visible (self->who,
                          !square_only && *gtk_label_get_text (GTK_LABEL (self->who)) != '\0');
  gtk_widget_set_visible (self->because,
                          !square_only && *gtk_label_get_text (GTK_LABEL (self->because)) != '\0');
  gtk_label_set_markup (GTK_LABEL (self->dial_words),
                        self->by_phone
                            ? _ ("<b>This computer cannot dial. Dial with a phone:</b>\n"
                                 "point its camera at this square.")
                            : _ ("<b>Dial with a phone:</b>\npoint its camera at this square."));
}

static void
on_dialled (gboolean dialled, gpointer user_data)
{
  ThecalWalkVerdict *self = user_data;

  if (dialled)
    return;
  self->by_phone = TRUE;
  gtk_widget_add_css_class (self->qr_row, "thecal-by-phone");
  arrange (self);
}

static void
on_call (ThecalWalkVerdict *self)
{
  if (*self->number != '\0')
    thecal_dial (GTK_WIDGET (self), self->number, self->cancellable, on_dialled, self);
  else if (self->emergency)
    g_signal_emit (self, signals[SIGNAL_CHOOSE], 0);
}

static void
set_look (ThecalWalkVerdict *self, const ThecalVerdict *verdict)
{
  const int outcome = CLAMP (verdict->outcome, THECAL_OUTCOME_NONE, THECAL_OUTCOME_T5);
  g_autofree char *stamp = g_strdup_printf (
      "%s · %s", *looks[outcome].word != '\0' ? _ (looks[outcome].word) : "", verdict->stamp);

  if (self->css_class != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self), self->css_class);
  self->css_class = looks[outcome].css_class;
  gtk_widget_add_css_class (GTK_WIDGET (self), self->css_class);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), looks[outcome].icon_name);
  gtk_label_set_text (GTK_LABEL (self->stamp), stamp);
}

void
thecal_walk_verdict_set (ThecalWalkVerdict *self, const ThecalVerdict *verdict)
{
  g_autofree char *uri = thecal_dial_uri (verdict->number);
  g_autofree char *because =
      *verdict->because != '\0'
          ? g_markup_printf_escaped (_ ("<b>Because:</b> %s."), verdict->because)
          : g_strdup ("");

  if (g_strcmp0 (self->number, verdict->number) != 0) {
    self->by_phone = FALSE;
    gtk_widget_remove_css_class (self->qr_row, "thecal-by-phone");
  }
  g_free (self->number);
  self->number = g_strdup (uri != NULL ? verdict->number : "");
  self->emergency = verdict->emergency;
  set_look (self, verdict);
  thecal_label_set (self->headline, verdict->headline);
  thecal_label_set (self->big, verdict->big);
  thecal_label_set (self->who, verdict->who);
  thecal_label_set (self->again, verdict->again);
  thecal_label_set (self->next, verdict->next);
  gtk_label_set_markup (GTK_LABEL (self->because), because);
  gtk_label_set_text (GTK_LABEL (self->call_text), verdict->call);
  gtk_widget_set_visible (self->call, *self->number != '\0' || verdict->emergency);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->call),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  verdict->emergency ? _ ("Call emergency number") : _ ("Call"),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  verdict->call,
                                  -1);
  thecal_qr_code_set_text (THECAL_QR_CODE (self->qr), uri);
  arrange (self);
}

/* Beside the other half the words have the whole height, and are scrolled where that is little;
 * above it they take what they need, which a scrolled window of this version cannot tell. */
static void
place_words (ThecalWalkVerdict *self, gboolean above)
{
  const gboolean is_above = gtk_widget_get_parent (self->words) == GTK_WIDGET (self);

  if (above == is_above)
    return;
  if (above) {
    gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroll), NULL);
    gtk_box_prepend (GTK_BOX (self), self->words);
  } else {
    gtk_box_remove (GTK_BOX (self), self->words);
    gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroll), self->words);
  }
  gtk_widget_set_visible (self->scroll, !above);
}

void
thecal_walk_verdict_set_size (ThecalWalkVerdict *self, int width, ThecalWalkSize size)
{
  const gboolean narrow = size == THECAL_WALK_NARROW;

  gtk_widget_set_size_request (GTK_WIDGET (self), narrow ? -1 : width, -1);
  self->width = width;
  self->small = size != THECAL_WALK_LARGE;
  place_words (self, narrow);
  show_big (self);
  arrange (self);
}

void
thecal_walk_verdict_set_chooser (ThecalWalkVerdict *self, GtkWidget *chooser)
{
  if (self->chooser == chooser)
    return;
  if (self->chooser != NULL)
    gtk_box_remove (GTK_BOX (self->place), self->chooser);
  self->chooser = chooser;
  if (chooser != NULL)
    gtk_box_append (GTK_BOX (self->place), chooser);
  gtk_widget_set_visible (self->place, chooser != NULL);
}

void
thecal_walk_verdict_focus (ThecalWalkVerdict *self)
{
  if (gtk_widget_get_visible (self->call))
    gtk_widget_grab_focus (self->call);
  else
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

static void
thecal_walk_verdict_dispose (GObject *object)
{
  g_cancellable_cancel (THECAL_WALK_VERDICT (object)->cancellable);
  g_clear_object (&THECAL_WALK_VERDICT (object)->words);
  G_OBJECT_CLASS (thecal_walk_verdict_parent_class)->dispose (object);
}

static void
thecal_walk_verdict_finalize (GObject *object)
{
  ThecalWalkVerdict *self = THECAL_WALK_VERDICT (object);

  g_clear_object (&self->cancellable);
  g_free (self->number);
  G_OBJECT_CLASS (thecal_walk_verdict_parent_class)->finalize (object);
}

static void
thecal_walk_verdict_class_init (ThecalWalkVerdictClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = thecal_walk_verdict_dispose;
  G_OBJECT_CLASS (klass)->finalize = thecal_walk_verdict_finalize;
  signals[SIGNAL_CHOOSE] = g_signal_new (
      "choose", THECAL_TYPE_WALK_VERDICT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
add_label (GtkWidget *box, const char *css_class)
{
  GtkWidget *label = gtk_label_new ("");

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);

  return label;
}

static GtkWidget *
build_words (ThecalWalkVerdict *self)
{
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->icon = gtk_image_new ();
  gtk_widget_add_css_class (self->icon, "thecal-verdict-icon");
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self->icon), GTK_ACCESSIBLE_PROPERTY_LABEL, "", -1);
  gtk_box_append (GTK_BOX (row), self->icon);
  self->stamp = add_label (row, "thecal-verdict-stamp");
  gtk_box_append (GTK_BOX (words), row);
  self->headline = add_label (words, "thecal-verdict-headline");
  self->big_row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  gtk_box_append (GTK_BOX (words), self->big_row);
  self->big = add_label (self->big_row, "thecal-verdict-big");
  gtk_label_set_wrap (GTK_LABEL (self->big), FALSE);
  gtk_widget_set_hexpand (self->big, TRUE);
  self->who = add_label (words, "thecal-verdict-who");
  self->because = add_label (words, "thecal-verdict-because");
  self->again = add_label (words, "thecal-verdict-again");
  self->place = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_visible (self->place, FALSE);
  gtk_box_append (GTK_BOX (words), self->place);
  self->qr_row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 20);
  self->qr = thecal_qr_code_new ();
  gtk_widget_set_halign (self->qr, GTK_ALIGN_START);
  gtk_widget_set_valign (self->qr, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (self->qr_row), self->qr);
  self->dial_words = add_label (self->qr_row, "thecal-verdict-dial");
  gtk_widget_set_hexpand (self->dial_words, TRUE);
  gtk_widget_add_css_class (self->qr_row, "thecal-verdict-qr");
  gtk_widget_set_vexpand (self->qr_row, TRUE);
  gtk_widget_set_valign (self->qr_row, GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (words), self->qr_row);

  return words;
}

static void
thecal_walk_verdict_init (ThecalWalkVerdict *self)
{
  GtkWidget *content;

  self->cancellable = g_cancellable_new ();
  self->number = g_strdup ("");
  self->scroll = gtk_scrolled_window_new ();
  self->words = g_object_ref_sink (build_words (self));
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_widget_add_css_class (GTK_WIDGET (self), "thecal-verdict");
  gtk_widget_set_hexpand (GTK_WIDGET (self), FALSE); /* whatever its children want */
  gtk_scrolled_window_set_policy (
      GTK_SCROLLED_WINDOW (self->scroll), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroll), self->words);
  gtk_widget_set_vexpand (self->scroll, TRUE);
  content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  gtk_widget_set_halign (content, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (content), gtk_image_new_from_icon_name ("thecal-call-symbolic"));
  self->call_text = gtk_label_new ("");
  gtk_label_set_ellipsize (GTK_LABEL (self->call_text), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (content), self->call_text);
  self->call = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (self->call), content);
  gtk_widget_add_css_class (self->call, "thecal-verdict-call");
  g_signal_connect_swapped (self->call, "clicked", G_CALLBACK (on_call), self);
  gtk_box_append (GTK_BOX (self), self->scroll);
  gtk_box_append (GTK_BOX (self), self->call);
  self->next = add_label (GTK_WIDGET (self), "thecal-verdict-next");
}

GtkWidget *
thecal_walk_verdict_new (void)
{
  return g_object_new (THECAL_TYPE_WALK_VERDICT, NULL);
}
