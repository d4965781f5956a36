/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "shared/beep_view.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "shared/beep_listen.h"
#include "shared/beep_trainer.h"
#include "shared/big_button.h"

#define WIDTH_PX 720

struct _ThecalBeepView {
  GtkWidget parent_instance;
  GtkWidget *scroller, *stack, *title, *text;
};

enum { SIGNAL_HEARD, SIGNAL_PAGE, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ThecalBeepView, thecal_beep_view, GTK_TYPE_WIDGET)

#define FIRST "first"
#define WHICH "which"
#define SOUNDS "sounds"
#define LISTEN "listen"
#define ANSWER "answer"

static void
show (ThecalBeepView *self, const char *page)
{
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), page);
  gtk_adjustment_set_value (
      gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller)), 0);
  g_signal_emit (self, signals[SIGNAL_PAGE], 0);
}

gboolean
thecal_beep_view_back (ThecalBeepView *self)
{
  if (g_str_equal (gtk_stack_get_visible_child_name (GTK_STACK (self->stack)), FIRST))
    return FALSE;
  show (self, FIRST);

  return TRUE;
}

void
thecal_beep_view_show_answer (ThecalBeepView *self, const char *title, const char *text)
{
  gtk_label_set_text (GTK_LABEL (self->title), title);
  gtk_label_set_text (GTK_LABEL (self->text), text);
  show (self, ANSWER);
}

/* Pages. */

static GtkWidget *
page_new (ThecalBeepView *self, const char *name)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);

  gtk_stack_add_named (GTK_STACK (self->stack), box, name);

  return box;
}

static GtkWidget *
add_label (GtkWidget *page, const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (page), label);

  return label;
}

typedef struct {
  const char *icon_name, *label, *subtitle;
} Way;

static GtkWidget *
add_way (GtkWidget *page, const Way *way)
{
  GtkWidget *button = thecal_big_button_new (way->icon_name, _ (way->label), _ (way->subtitle));

  gtk_box_append (GTK_BOX (page), button);

  return button;
}

static void
on_way (GtkWidget *button, ThecalBeepView *self)
{
  show (self, g_object_get_data (G_OBJECT (button), "page"));
}

static void
add_first (ThecalBeepView *self)
{
  static const Way ways[] = {
    { "thecal-beep-symbolic",
      N_ ("I hear it now"),
      N_ ("Or heard it before. Say which sound it was.") },
    { "thecal-sound-symbolic",
      N_ ("Play the two sounds"),
      N_ ("Compare what you hear with a low and an empty pump.") },
    { "thecal-clock-symbolic",
      N_ ("Listen with me"),
      N_ ("65 minutes in a quiet room, since a low pump beeps once an hour.") },
  };
  static const char *const pages[] = { WHICH, SOUNDS, LISTEN };
  GtkWidget *page = page_new (self, FIRST);

  add_label (page, _ ("Is it the pump?"), "thecal-state");
  add_label (page,
             _ ("A pump alarm is a quiet sound from inside the body. People take it for a "
                "telephone, a toy or a car."),
             "thecal-detail");
  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++) {
    GtkWidget *button = add_way (page, &ways[i]);

    g_object_set_data (G_OBJECT (button), "page", (gpointer) pages[i]);
    g_signal_connect (button, "clicked", G_CALLBACK (on_way), self);
  }
}

static void
on_kind (GtkWidget *button, ThecalBeepView *self)
{
  g_signal_emit (self,
                 signals[SIGNAL_HEARD],
                 0,
                 GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "kind")));
}

static void
add_which (ThecalBeepView *self)
{
  static const Way ways[] = {
    { "thecal-low-symbolic", N_ ("One short beep"), N_ ("About once an hour: the pump runs low.") },
    { "thecal-high-symbolic",
      N_ ("Two tones"),
      N_ ("A siren, every ten minutes: the pump may be empty or may have stopped.") },
    { "thecal-unknown-symbolic", N_ ("Not sure"), N_ ("Then Thecal reckons with the worse one.") },
  };
  static const ThecalBeep kinds[] = { THECAL_BEEP_SINGLE,
                                      THECAL_BEEP_CRITICAL,
                                      THECAL_BEEP_UNKNOWN };
  GtkWidget *page = page_new (self, WHICH);

  add_label (page, _ ("Which beep do you hear?"), "thecal-state");
  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++) {
    GtkWidget *button = add_way (page, &ways[i]);

    g_object_set_data (G_OBJECT (button), "kind", GINT_TO_POINTER (kinds[i]));
    g_signal_connect (button, "clicked", G_CALLBACK (on_kind), self);
  }
}

static void
add_sounds (ThecalBeepView *self)
{
  static const Way way = { "thecal-beep-symbolic", N_ ("I hear one of them"), N_ ("Say which.") };
  GtkWidget *page = page_new (self, SOUNDS), *heard;

  add_label (page, _ ("The two sounds of a pump"), "thecal-state");
  gtk_box_append (GTK_BOX (page), thecal_beep_trainer_new ());
  heard = add_way (page, &way);
  g_object_set_data (G_OBJECT (heard), "page", (gpointer) WHICH);
  g_signal_connect (heard, "clicked", G_CALLBACK (on_way), self);
}

static void
on_listener_heard (ThecalBeepView *self)
{
  show (self, WHICH);
}

static void
add_listen (ThecalBeepView *self, ThecalListen *listen)
{
  GtkWidget *page = page_new (self, LISTEN);
  GtkWidget *view = thecal_beep_listen_new (listen);

  g_signal_connect_object (view, "heard", G_CALLBACK (on_listener_heard), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (page), view);
}

static void
add_answer (ThecalBeepView *self)
{
  static const Way ways[] = {
    { "thecal-symptoms-symbolic", N_ ("Symptoms"), N_ ("Is anything different with the person?") },
    { "thecal-call-symbolic", N_ ("Call"), N_ ("Whom to call at this hour.") },
  };
  static const char *const actions[] = { "win.symptoms", "win.call" };
  GtkWidget *page = page_new (self, ANSWER);

  self->title = add_label (page, "", "thecal-state");
  self->text = add_label (page, "", "thecal-detail");
  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    gtk_actionable_set_action_name (GTK_ACTIONABLE (add_way (page, &ways[i])), actions[i]);
}

/* Object. */

static void
thecal_beep_view_dispose (GObject *object)
{
  g_clear_pointer (&THECAL_BEEP_VIEW (object)->scroller, gtk_widget_unparent);
  G_OBJECT_CLASS (thecal_beep_view_parent_class)->dispose (object);
}

static void
thecal_beep_view_class_init (ThecalBeepViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = thecal_beep_view_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[SIGNAL_HEARD] = g_signal_new ("heard",
                                        THECAL_TYPE_BEEP_VIEW,
                                        G_SIGNAL_RUN_LAST,
                                        0,
                                        NULL,
                                        NULL,
                                        NULL,
                                        G_TYPE_NONE,
                                        1,
                                        G_TYPE_INT);
  signals[SIGNAL_PAGE] = g_signal_new (
      "page", THECAL_TYPE_BEEP_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
thecal_beep_view_init (ThecalBeepView *self)
{
  GtkWidget *clamp = adw_clamp_new ();

  self->scroller = gtk_scrolled_window_new ();
  self->stack = gtk_stack_new ();
  gtk_stack_set_vhomogeneous (GTK_STACK (self->stack), FALSE);
  gtk_stack_set_hhomogeneous (GTK_STACK (self->stack), FALSE);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), WIDTH_PX);
  adw_clamp_set_child (ADW_CLAMP (clamp), self->stack);
  gtk_widget_add_css_class (clamp, "thecal-page");
  gtk_scrolled_window_set_policy (
      GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), clamp);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
}

GtkWidget *
thecal_beep_view_new (ThecalListen *listen)
{
  ThecalBeepView *self = g_object_new (THECAL_TYPE_BEEP_VIEW, NULL);

  add_first (self);
  add_which (self);
  add_sounds (self);
  add_listen (self, listen);
  add_answer (self);
  /* Whoever comes back while it listens, or after, finds it there. */
  if (thecal_listen_get_state (listen) != THECAL_LISTEN_OFF)
    show (self, LISTEN);

  return GTK_WIDGET (self);
}
