/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "shared/choice_field.h"

#define VALUE_KEY "thecal-value" /* of a button, interned */
#define SCALE_MAX 10
#define TEN_S 1.5 /* within it, 1 and 0 are ten */

struct _ThecalChoiceField {
  ThecalFormField parent_instance;
  ThecalChoiceLayout layout;
  GtkWidget *place;   /* of the buttons */
  GPtrArray *buttons; /* borrowed */
  gboolean is_setting;
  gint64 one_us; /* when 1 was typed */
};

G_DEFINE_FINAL_TYPE (ThecalChoiceField, thecal_choice_field, THECAL_TYPE_FORM_FIELD)

static const char *
value_of (gpointer button)
{
  return g_object_get_data (G_OBJECT (button), VALUE_KEY);
}

static char *
thecal_choice_field_get_text (ThecalFormField *field)
{
  ThecalChoiceField *self = THECAL_CHOICE_FIELD (field);

  for (guint i = 0; i < self->buttons->len; i++) {
    GtkToggleButton *button = g_ptr_array_index (self->buttons, i);

    if (gtk_toggle_button_get_active (button))
      return g_strdup (value_of (button));
  }

  return g_strdup ("");
}

static void
thecal_choice_field_set_text (ThecalFormField *field, const char *text)
{
  ThecalChoiceField *self = THECAL_CHOICE_FIELD (field);

  self->is_setting = TRUE;
  for (guint i = 0; i < self->buttons->len; i++) {
    gpointer button = g_ptr_array_index (self->buttons, i);

    gtk_toggle_button_set_active (button, g_str_equal (value_of (button), text));
  }
  self->is_setting = FALSE;
}

static void
on_toggled (GtkToggleButton *button, ThecalChoiceField *self)
{
  if (self->is_setting)
    return;
  thecal_choice_field_set_text (THECAL_FORM_FIELD (self),
                                gtk_toggle_button_get_active (button) ? value_of (button) : "");
  thecal_form_field_changed (THECAL_FORM_FIELD (self));
}

/* The focus goes along, so that the next Tab leaves from there. */
static void
choose (ThecalChoiceField *self, int number)
{
  GtkWidget *button = g_ptr_array_index (self->buttons, (guint) number);

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
  gtk_widget_grab_focus (button);
}

static gboolean
on_key (GtkEventControllerKey *controller,
        guint key,
        guint code,
        GdkModifierType state,
        ThecalChoiceField *self)
{
  const gint64 now_us = g_get_monotonic_time ();
  const guint32 letter = gdk_keyval_to_unicode (key);
  int digit;

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  if (key == GDK_KEY_BackSpace || key == GDK_KEY_Delete) {
    thecal_choice_field_set_text (THECAL_FORM_FIELD (self), "");
    thecal_form_field_changed (THECAL_FORM_FIELD (self));
    return GDK_EVENT_STOP;
  }
  if (letter < '0' || letter > '9')
    return GDK_EVENT_PROPAGATE;
  digit = (int) (letter - '0');
  if (digit == 0 && self->one_us != 0 && now_us - self->one_us < TEN_S * G_USEC_PER_SEC)
    digit = SCALE_MAX;
  self->one_us = digit == 1 ? now_us : 0;
  choose (self, digit);

  return GDK_EVENT_STOP;
}

static GtkWidget *
flow_child_new (GtkWidget *button)
{
  GtkWidget *child =
      g_object_new (GTK_TYPE_FLOW_BOX_CHILD, "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP, NULL);

  gtk_widget_set_focusable (child, FALSE);
  gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), button);

  return child;
}

static GtkWidget *
list_content_new (const char *label)
{
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12), *words = gtk_label_new (label);
  GtkWidget *mark = gtk_image_new_from_icon_name ("thecal-check-symbolic");

  gtk_label_set_wrap (GTK_LABEL (words), TRUE);
  gtk_label_set_xalign (GTK_LABEL (words), 0);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_add_css_class (mark, "thecal-mark");
  gtk_box_append (GTK_BOX (content), words);
  gtk_box_append (GTK_BOX (content), mark);

  return content;
}

void
thecal_choice_field_add (ThecalChoiceField *self, const char *value, const char *label)
{
  const char *title = thecal_form_field_get_title (THECAL_FORM_FIELD (self));
  GtkWidget *button = gtk_toggle_button_new ();
  g_autofree char *name = g_strdup_printf ("%s %s", title, label);

  if (self->layout == THECAL_CHOICE_LIST)
    gtk_button_set_child (GTK_BUTTON (button), list_content_new (label));
  else
    gtk_button_set_label (GTK_BUTTON (button), label);
  gtk_widget_add_css_class (button, "thecal-option");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data (G_OBJECT (button), VALUE_KEY, (gpointer) g_intern_string (value));
  g_signal_connect_object (button, "toggled", G_CALLBACK (on_toggled), self, 0);
  g_ptr_array_add (self->buttons, button);
  if (GTK_IS_FLOW_BOX (self->place))
    gtk_flow_box_append (GTK_FLOW_BOX (self->place), flow_child_new (button));
  else
    gtk_box_append (GTK_BOX (self->place), button);
}

/* One stop for Tab, as one value is one stop elsewhere: at what is chosen, else at the first. */
static gboolean
thecal_choice_field_focus (GtkWidget *widget, GtkDirectionType direction)
{
  ThecalChoiceField *self = THECAL_CHOICE_FIELD (widget);
  GtkWidget *stop = self->buttons->len > 0 ? g_ptr_array_index (self->buttons, 0) : NULL;

  if ((direction != GTK_DIR_TAB_FORWARD && direction != GTK_DIR_TAB_BACKWARD) || stop == NULL)
    return GTK_WIDGET_CLASS (thecal_choice_field_parent_class)->focus (widget, direction);
  if (gtk_widget_get_focus_child (widget) != NULL)
    return FALSE;
  for (guint i = 0; i < self->buttons->len; i++)
    if (gtk_toggle_button_get_active (g_ptr_array_index (self->buttons, i)))
      stop = g_ptr_array_index (self->buttons, i);

  return gtk_widget_grab_focus (stop);
}

static void
thecal_choice_field_finalize (GObject *object)
{
  g_ptr_array_unref (THECAL_CHOICE_FIELD (object)->buttons);
  G_OBJECT_CLASS (thecal_choice_field_parent_class)->finalize (object);
}

static void
thecal_choice_field_class_init (ThecalChoiceFieldClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = thecal_choice_field_finalize;
  GTK_WIDGET_CLASS (klass)->focus = thecal_choice_field_focus;
  THECAL_FORM_FIELD_CLASS (klass)->get_text = thecal_choice_field_get_text;
  THECAL_FORM_FIELD_CLASS (klass)->set_text = thecal_choice_field_set_text;
}

static void
thecal_choice_field_init (ThecalChoiceField *self)
{
  self->buttons = g_ptr_array_new ();
}

static GtkWidget *
flow_new (guint least, guint most)
{
  return g_object_new (GTK_TYPE_FLOW_BOX,
                       "accessible-role",
                       GTK_ACCESSIBLE_ROLE_GROUP,
                       "selection-mode",
                       GTK_SELECTION_NONE,
                       "homogeneous",
                       TRUE,
                       "column-spacing",
                       6,
                       "row-spacing",
                       6,
                       "min-children-per-line",
                       least,
                       "max-children-per-line",
                       most,
                       NULL);
}

static ThecalChoiceField *
new_in (const char *name, const char *title, const char *help, GtkWidget *place, gboolean beside)
{
  ThecalChoiceField *self = g_object_new (THECAL_TYPE_CHOICE_FIELD, NULL);

  self->place = place;
  thecal_form_field_set_words (THECAL_FORM_FIELD (self), name, title, help);
  thecal_form_field_set_control (THECAL_FORM_FIELD (self), place, beside);

  return self;
}

GtkWidget *
thecal_choice_field_new (const char *name,
                         const char *title,
                         const char *help,
                         ThecalChoiceLayout layout)
{
  const GtkOrientation orientation =
      layout == THECAL_CHOICE_BESIDE ? GTK_ORIENTATION_HORIZONTAL : GTK_ORIENTATION_VERTICAL;
  GtkWidget *place = layout == THECAL_CHOICE_ROW ? flow_new (2, 5) : gtk_box_new (orientation, 6);
  ThecalChoiceField *self = new_in (name, title, help, place, layout == THECAL_CHOICE_BESIDE);

  self->layout = layout;

  return GTK_WIDGET (self);
}

GtkWidget *
thecal_choice_field_new_scale (const char *name, const char *title, const char *help)
{
  GtkWidget *place = flow_new (6, SCALE_MAX + 1);
  ThecalChoiceField *self = new_in (name, title, help, place, FALSE);
  GtkEventController *keys = gtk_event_controller_key_new ();

  for (int number = 0; number <= SCALE_MAX; number++) {
    g_autofree char *text = g_strdup_printf ("%d", number);

    thecal_choice_field_add (self, text, text);
    gtk_widget_add_css_class (g_ptr_array_index (self->buttons, (guint) number), "thecal-number");
  }
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (place, keys);

  return GTK_WIDGET (self);
}
