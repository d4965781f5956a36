/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "caregiver/pump_page.h"

#include <glib/gi18n.h>
#include <math.h>

#include "caregiver/pump_card_rows.h"
#include "caregiver/pump_parts.h"
#include "shared/labels.h"
#include "shared/programme_bar.h"
#include "shared/vessel.h"
#include "words/pump_words.h"

#define REFRESH_S 20 /* ages grow without any news */
#define VESSEL_WIDTH 150
#define VESSEL_HEIGHT 262
#define VESSEL_NARROW_WIDTH 112
#define VESSEL_NARROW_HEIGHT 196

struct _ThecalPumpPage {
  AdwBin parent_instance;
  ThecalMonitorClient *client;
  ThecalPlanWatch *plan;
  GtkWidget *stack, *column, *title, *subtitle, *notice, *head, *actions, *columns;
  GtkWidget *reservoir, *battery, *motor, *catheter, *programme, *rows, *rows_heading;
  GtkWidget *vessel, *dates, *empties, *refill, *refill_by, *bar, *steps;
  guint refresh_id;
};

G_DEFINE_FINAL_TYPE (ThecalPumpPage, thecal_pump_page, ADW_TYPE_BIN)

/* What it says. */

static void
update_head (ThecalPumpPage *self, const ThecalPumpFacts *facts)
{
  const ThecalPatient *patient = facts->document != NULL ? facts->document->patient : NULL;
  const char *name = patient != NULL ? patient->name : NULL;
  g_autofree char *title = name != NULL ? g_strdup_printf (_ ("The pump of %s"), name) : NULL;
  const char *notice = "";

  thecal_label_set (self->title, title != NULL ? title : _ ("The pump"));
  thecal_label_set (self->subtitle,
                    patient != NULL && patient->model != NULL ? patient->model : "");
  if (thecal_pump_facts_is_explanted (facts))
    notice = _ ("This pump was taken out. It is kept for its history, and no alarm comes of it.");
  else if (!facts->connected)
    notice = _ ("Thecal's monitor is not running. All here is computed from the care plan.");
  else if (facts->pump == NULL)
    notice = _ ("The monitor knows of no pump yet. All here is computed from the care plan.");
  thecal_label_set (self->notice, notice);
  /* what was taken out is filled no more, and does not run empty */
  gtk_widget_set_visible (self->refill, !thecal_pump_facts_is_explanted (facts));
  gtk_widget_set_visible (self->dates, !thecal_pump_facts_is_explanted (facts));
}

static void
update_steps (ThecalPumpPage *self, const ThecalPumpFacts *facts)
{
  g_autoptr (GString) words = g_string_new (NULL);

  gtk_widget_set_visible (self->bar, facts->n_steps > 1);
  thecal_programme_bar_set (THECAL_PROGRAMME_BAR (self->bar),
                            facts->steps,
                            facts->n_steps,
                            g_date_time_get_hour (facts->now) * 60 +
                                g_date_time_get_minute (facts->now));
  for (gsize i = 0; facts->n_steps > 1 && i < facts->n_steps; i++) {
    g_autofree char *step = thecal_flex_step_words (facts->steps, facts->n_steps, i);

    g_string_append_printf (words, "%s%s", i > 0 ? "\n" : "", step);
  }
  thecal_label_set (self->steps, words->str);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self->bar), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words->str, -1);
}

static void
update_vessel (ThecalPumpPage *self, const ThecalPumpFacts *facts)
{
  const ThecalLevel level = thecal_pump_facts_get_level (facts);
  g_autofree char *empties = thecal_pump_part_empties (facts);
  g_autofree char *refill_by = thecal_pump_part_refill_by (facts);

  thecal_vessel_set (THECAL_VESSEL (self->vessel), &level);
  thecal_label_set (self->empties, empties);
  thecal_label_set (self->refill_by, refill_by);
}

static void
update (ThecalPumpPage *self)
{
  g_auto (ThecalPumpFacts) facts = { 0 };

  thecal_pump_facts_init (&facts, self->client, self->plan);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack),
                                    thecal_pump_facts_is_known (&facts) ? "parts" : "empty");
  update_head (self, &facts);
  update_vessel (self, &facts);
  thecal_pump_part_reservoir (THECAL_PART_CARD (self->reservoir), &facts);
  thecal_pump_part_battery (THECAL_PART_CARD (self->battery), &facts);
  thecal_pump_part_motor (THECAL_PART_CARD (self->motor), &facts);
  thecal_pump_part_catheter (THECAL_PART_CARD (self->catheter), &facts);
  thecal_pump_part_programme (THECAL_PART_CARD (self->programme), &facts);
  update_steps (self, &facts);
  thecal_pump_card_rows_set (self->rows, &facts);
  gtk_widget_set_visible (self->rows_heading, gtk_widget_get_visible (self->rows));
}

static gboolean
on_refresh (gpointer user_data)
{
  update (user_data);
  return G_SOURCE_CONTINUE;
}

/* Layout. */

static void
set_orientation (GtkWidget *box, gboolean narrow)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (box),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
}

void
thecal_pump_page_set_narrow (ThecalPumpPage *self, gboolean narrow)
{
  set_orientation (self->columns, narrow);
  set_orientation (self->head, narrow);
  set_orientation (self->actions, narrow);
  gtk_box_set_homogeneous (GTK_BOX (self->columns), !narrow);
  gtk_widget_set_halign (self->actions, narrow ? GTK_ALIGN_FILL : GTK_ALIGN_END);
  thecal_vessel_set_size (THECAL_VESSEL (self->vessel),
                          narrow ? VESSEL_NARROW_WIDTH : VESSEL_WIDTH,
                          narrow ? VESSEL_NARROW_HEIGHT : VESSEL_HEIGHT);
}

static GtkWidget *
label_new (GtkWidget *box, const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);

  return label;
}

static GMenuModel *
record_menu_new (void)
{
  static const struct {
    const char *label, *kind;
  } kinds[] = {
    { N_ ("Dose or programme changed…"), "dose" },
    { N_ ("MRI scan…"), "mri" },
    { N_ ("Visit…"), "visit" },
    { N_ ("Fault or repair…"), "fault" },
    { N_ ("Test dose…"), "test-dose" },
    { N_ ("Operation…"), "operation" },
  };
  GMenu *menu = g_menu_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++) {
    g_autoptr (GMenuItem) item = g_menu_item_new (_ (kinds[i].label), NULL);

    g_menu_item_set_action_and_target (item, "win.record", "s", kinds[i].kind);
    g_menu_append_item (menu, item);
  }

  return G_MENU_MODEL (menu);
}

static void
add_actions (ThecalPumpPage *self)
{
  GtkWidget *record = gtk_menu_button_new ();
  GtkWidget *plan = gtk_button_new_with_label (_ ("Care plan"));
  GtkWidget *more = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  g_autoptr (GMenuModel) menu = record_menu_new ();

  self->refill = gtk_button_new_with_label (_ ("Record a refill…"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->refill), "win.refill");
  gtk_widget_add_css_class (self->refill, "suggested-action");
  gtk_menu_button_set_label (GTK_MENU_BUTTON (record), _ ("Record…"));
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (record), menu);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (plan), "win.plan");
  gtk_widget_set_size_request (self->refill, -1, 44);
  gtk_widget_set_size_request (record, -1, 44);
  gtk_widget_set_hexpand (record, TRUE);
  gtk_widget_set_hexpand (plan, TRUE);
  gtk_box_append (GTK_BOX (more), record);
  gtk_box_append (GTK_BOX (more), plan);
  gtk_box_append (GTK_BOX (self->actions), self->refill);
  gtk_box_append (GTK_BOX (self->actions), more);
}

static GtkWidget *
head_new (ThecalPumpPage *self)
{
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  self->head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);
  gtk_widget_set_hexpand (words, TRUE);
  self->title = label_new (words, NULL, "thecal-state");
  self->subtitle = label_new (words, NULL, "thecal-age");
  self->notice = label_new (words, NULL, "thecal-part-urgent");
  self->actions = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  gtk_widget_set_valign (self->actions, GTK_ALIGN_CENTER);
  add_actions (self);
  gtk_box_append (GTK_BOX (self->head), words);
  gtk_box_append (GTK_BOX (self->head), self->actions);

  return self->head;
}

static GtkWidget *
reservoir_new (ThecalPumpPage *self)
{
  self->dates = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  self->reservoir = thecal_part_card_new ("thecal-pump-symbolic", _ ("Reservoir"));
  self->vessel = thecal_vessel_new ();
  gtk_widget_set_valign (self->vessel, GTK_ALIGN_START);
  thecal_part_card_add_beside (THECAL_PART_CARD (self->reservoir), self->vessel);
  label_new (self->dates, _ ("Empties"), "thecal-heading");
  self->empties = label_new (self->dates, NULL, "thecal-day");
  label_new (self->dates, _ ("Refill by"), "thecal-heading");
  self->refill_by = label_new (self->dates, NULL, "thecal-day");
  thecal_part_card_add (THECAL_PART_CARD (self->reservoir), self->dates);

  return self->reservoir;
}

static GtkWidget *
programme_new (ThecalPumpPage *self)
{
  self->programme = thecal_part_card_new ("thecal-clock-symbolic", _ ("Programme"));
  self->bar = thecal_programme_bar_new ();
  thecal_part_card_add (THECAL_PART_CARD (self->programme), self->bar);
  self->steps = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->steps), 0);
  thecal_part_card_add (THECAL_PART_CARD (self->programme), self->steps);

  return self->programme;
}

static GtkWidget *
columns_new (ThecalPumpPage *self)
{
  GtkWidget *left = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkWidget *right = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);

  self->columns = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);
  self->battery = thecal_part_card_new ("thecal-battery-symbolic", _ ("Battery"));
  self->motor = thecal_part_card_new ("thecal-signal-symbolic", _ ("Motor"));
  self->catheter = thecal_part_card_new ("thecal-place-symbolic", _ ("Catheter"));
  self->rows = thecal_pump_card_rows_new ();
  gtk_box_append (GTK_BOX (left), reservoir_new (self));
  gtk_box_append (GTK_BOX (left), programme_new (self));
  gtk_box_append (GTK_BOX (left), self->catheter);
  gtk_box_append (GTK_BOX (right), self->battery);
  gtk_box_append (GTK_BOX (right), self->motor);
  self->rows_heading = label_new (right, _ ("From the card of the pump"), "thecal-heading");
  gtk_box_append (GTK_BOX (right), self->rows);
  gtk_box_append (GTK_BOX (self->columns), left);
  gtk_box_append (GTK_BOX (self->columns), right);

  return self->columns;
}

static GtkWidget *
empty_new (void)
{
  GtkWidget *button = gtk_button_new_with_label (_ ("Enter the printout"));

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.enter-printout");
  gtk_widget_add_css_class (button, "pill");
  gtk_widget_add_css_class (button, "suggested-action");
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);

  return g_object_new (ADW_TYPE_STATUS_PAGE,
                       "icon-name",
                       "thecal-pump-symbolic",
                       "title",
                       _ ("No pump set up yet"),
                       "description",
                       _ ("The printout of the last refill says all that Thecal needs."),
                       "child",
                       button,
                       NULL);
}

/* Object. */

static void
thecal_pump_page_dispose (GObject *object)
{
  ThecalPumpPage *self = THECAL_PUMP_PAGE (object);

  g_clear_handle_id (&self->refresh_id, g_source_remove);
  g_clear_object (&self->client);
  g_clear_object (&self->plan);

  G_OBJECT_CLASS (thecal_pump_page_parent_class)->dispose (object);
}

static void
thecal_pump_page_class_init (ThecalPumpPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = thecal_pump_page_dispose;
}

static void
thecal_pump_page_init (ThecalPumpPage *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new (), *clamp = adw_clamp_new ();

  self->column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  gtk_widget_add_css_class (self->column, "thecal-page");
  gtk_box_append (GTK_BOX (self->column), head_new (self));
  gtk_box_append (GTK_BOX (self->column), columns_new (self));
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 1120);
  adw_clamp_set_tightening_threshold (ADW_CLAMP (clamp), 1120);
  adw_clamp_set_child (ADW_CLAMP (clamp), self->column);
  /* external: the window may become narrower than the wide layout, which then folds */
  gtk_scrolled_window_set_policy (
      GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_EXTERNAL, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  self->stack = gtk_stack_new ();
  gtk_stack_add_named (GTK_STACK (self->stack), empty_new (), "empty");
  gtk_stack_add_named (GTK_STACK (self->stack), scrolled, "parts");
  adw_bin_set_child (ADW_BIN (self), self->stack);
  thecal_pump_page_set_narrow (self, FALSE);
}

GtkWidget *
thecal_pump_page_new (ThecalMonitorClient *client, ThecalPlanWatch *plan)
{
  ThecalPumpPage *self = g_object_new (THECAL_TYPE_PUMP_PAGE, NULL);

  self->client = g_object_ref (client);
  self->plan = g_object_ref (plan);
  g_signal_connect_object (client, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (plan, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  self->refresh_id = g_timeout_add_seconds (REFRESH_S, on_refresh, self);
  update (self);

  return GTK_WIDGET (self);
}
