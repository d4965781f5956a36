/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "shared/chart.h"

#include <glib/gi18n.h>
#include <math.h>

#include "shared/chart_lanes.h"
#include "shared/chart_marks.h"
#include "shared/chart_words.h"

#define ZOOM_STEP 1.25
#define PAN_PART 10 /* of what is shown, for an arrow key */
#define CURSOR_PART 100
#define DESCRIBE_MS 400 /* after the last move: nothing is read out while it moves */
#define NEAR_PX 9.0     /* of the pointer: what it points at */
#define NATURAL_WIDTH 360
#define NATURAL_HEIGHT 420

struct _ThecalChart {
  GtkWidget parent_instance;
  GTimeZone *zone;
  ThecalHistoryData *data;
  ThecalChartSeries *series;
  ThecalChartView view;
  gboolean lost;
  gint64 cursor_ms; /* what is read out; 0: nothing */
  double pointer_x;
  ThecalChartView held; /* as it was when a drag or a pinch began */
  guint describe_id;
};

enum { SIGNAL_VIEW_CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ThecalChart, thecal_chart, GTK_TYPE_WIDGET)

static ThecalChartCanvas
canvas_of (ThecalChart *self)
{
  ThecalChartCanvas canvas = {
    .widget = GTK_WIDGET (self),
    .data = self->data,
    .series = self->series,
    .view = &self->view,
    .zone = self->zone,
    .width = gtk_widget_get_width (GTK_WIDGET (self)),
    .height = gtk_widget_get_height (GTK_WIDGET (self)),
  };

  thecal_chart_canvas_lay_out (&canvas);

  return canvas;
}

static double
lane_width (ThecalChart *self)
{
  const ThecalChartCanvas canvas = canvas_of (self);

  return MAX (canvas.right - canvas.left, 1.0);
}

static gint64
ms_at (ThecalChart *self, double x)
{
  const ThecalChartCanvas canvas = canvas_of (self);

  return thecal_chart_view_to_ms (
      &self->view, CLAMP (x, canvas.left, canvas.right) - canvas.left, canvas.right - canvas.left);
}

/* Words. */

static char *
read_out (ThecalChart *self)
{
  const gint64 reach_ms =
      (gint64) ((double) (self->view.to_ms - self->view.from_ms) / lane_width (self) * NEAR_PX);

  return thecal_history_read_out (self->data, self->series, self->cursor_ms, reach_ms, self->zone);
}

static gboolean
on_describe (gpointer user_data)
{
  ThecalChart *self = user_data;
  g_autofree char *shown =
      thecal_history_describe (self->data, self->series, &self->view, self->zone);
  g_autofree char *old =
      g_strdup_printf (_ ("The monitor is not running, this is of earlier. %s"), shown);

  self->describe_id = 0;
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, self->lost ? old : shown, -1);

  return G_SOURCE_REMOVE;
}

static void
describe_soon (ThecalChart *self)
{
  g_clear_handle_id (&self->describe_id, g_source_remove);
  self->describe_id = g_timeout_add (DESCRIBE_MS, on_describe, self);
}

static void
say_cursor (ThecalChart *self)
{
  g_autofree char *text = read_out (self);

  g_clear_handle_id (&self->describe_id, g_source_remove);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
}

static void
view_changed (ThecalChart *self)
{
  describe_soon (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[SIGNAL_VIEW_CHANGED], 0);
}

/* What others set. */

void
thecal_chart_set_data (ThecalChart *self, ThecalHistoryData *data)
{
  thecal_history_data_ref (data);
  thecal_history_data_unref (self->data);
  self->data = data;
  thecal_chart_series_free (self->series);
  self->series = thecal_chart_series_new (data);
  if (self->cursor_ms == 0)
    describe_soon (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
thecal_chart_set_lost (ThecalChart *self, gboolean lost)
{
  if (self->lost == lost)
    return;
  self->lost = lost;
  describe_soon (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

const ThecalChartView *
thecal_chart_get_view (ThecalChart *self)
{
  return &self->view;
}

void
thecal_chart_set_limits (ThecalChart *self, gint64 first_ms, gint64 last_ms)
{
  thecal_chart_view_set_limits (&self->view, first_ms, last_ms);
}

void
thecal_chart_set_period (ThecalChart *self, ThecalChartPeriod period, gint64 at_ms)
{
  thecal_chart_view_set_period (&self->view, period, at_ms, self->zone);
  view_changed (self);
}

void
thecal_chart_turn (ThecalChart *self, int n)
{
  thecal_chart_view_turn (&self->view, n, self->zone);
  view_changed (self);
}

void
thecal_chart_zoom (ThecalChart *self, double factor)
{
  thecal_chart_view_zoom (
      &self->view, factor, self->view.from_ms + (self->view.to_ms - self->view.from_ms) / 2);
  view_changed (self);
}

guint
thecal_chart_get_n_buckets (ThecalChart *self)
{
  return thecal_chart_get_buckets (lane_width (self),
                                   gtk_widget_get_scale_factor (GTK_WIDGET (self)));
}

/* Drawing. */

static void
push_lost (GtkSnapshot *snapshot)
{
  graphene_matrix_t grey;
  graphene_vec4_t nothing;
  /* Luminance in each channel, and paler. */
  const float values[16] = { 0.21f, 0.21f, 0.21f, 0, 0.72f, 0.72f, 0.72f, 0,
                             0.07f, 0.07f, 0.07f, 0, 0,     0,     0,     0.55f };

  graphene_matrix_init_from_float (&grey, values);
  graphene_vec4_init (&nothing, 0, 0, 0, 0);
  gtk_snapshot_push_color_matrix (snapshot, &grey, &nothing);
}

static void
draw_lanes (ThecalChartCanvas *canvas, GtkSnapshot *snapshot)
{
  const graphene_rect_t bounds =
      GRAPHENE_RECT_INIT (0, 0, (float) canvas->width, (float) canvas->height);

  canvas->cr = gtk_snapshot_append_cairo (snapshot, &bounds);
  thecal_chart_lanes_draw (canvas);
  thecal_chart_marks_draw (canvas, snapshot);
  cairo_destroy (canvas->cr);
  canvas->cr = NULL;
}

static void
draw_read_out (ThecalChart *self, ThecalChartCanvas *canvas, GtkSnapshot *snapshot)
{
  g_autofree char *text = read_out (self);
  const graphene_rect_t bounds =
      GRAPHENE_RECT_INIT (0, 0, (float) canvas->width, (float) canvas->height);

  canvas->cr = gtk_snapshot_append_cairo (snapshot, &bounds);
  thecal_chart_marks_draw_read_out (canvas, text, self->cursor_ms);
  cairo_destroy (canvas->cr);
  canvas->cr = NULL;
}

static void
thecal_chart_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  ThecalChart *self = THECAL_CHART (widget);
  ThecalChartCanvas canvas = canvas_of (self);

  if (self->view.to_ms <= self->view.from_ms || canvas.right - canvas.left < 40)
    return;
  if (self->lost)
    push_lost (snapshot);
  draw_lanes (&canvas, snapshot);
  if (self->lost)
    gtk_snapshot_pop (snapshot);
  if (self->cursor_ms != 0)
    draw_read_out (self, &canvas, snapshot);
}

static void
thecal_chart_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 240 : 320;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? NATURAL_WIDTH : NATURAL_HEIGHT;
}

static void
thecal_chart_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (thecal_chart_parent_class)->css_changed (widget, change);
  gtk_widget_queue_draw (widget);
}

/* Pointer and fingers. */

static void
set_cursor (ThecalChart *self, gint64 at_ms)
{
  if (self->cursor_ms == at_ms)
    return;
  self->cursor_ms = at_ms;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
on_motion (ThecalChart *self, double x, double y)
{
  const ThecalChartCanvas canvas = canvas_of (self);

  self->pointer_x = x;
  set_cursor (self, x >= canvas.left && x <= canvas.right ? ms_at (self, x) : 0);
}

static void
on_leave (ThecalChart *self)
{
  set_cursor (self, 0);
}

static gboolean
on_scroll (GtkEventControllerScroll *scroll, double dx, double dy, ThecalChart *self)
{
  if (fabs (dy) >= fabs (dx))
    thecal_chart_view_zoom (&self->view, pow (ZOOM_STEP, dy), ms_at (self, self->pointer_x));
  else
    thecal_chart_view_pan (&self->view,
                           (gint64) ((double) (self->view.to_ms - self->view.from_ms) * dx / 20));
  view_changed (self);

  return GDK_EVENT_STOP;
}

static void
hold (ThecalChart *self)
{
  self->held = self->view;
}

static void
on_drag_begin (GtkGestureDrag *drag, double x, double y, ThecalChart *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
  hold (self);
}

static void
on_drag (GtkGestureDrag *drag, double offset_x, double offset_y, ThecalChart *self)
{
  const double ms_of_px = (double) (self->held.to_ms - self->held.from_ms) / lane_width (self);

  if (fabs (offset_x) < 3)
    return;
  gtk_gesture_set_state (GTK_GESTURE (drag), GTK_EVENT_SEQUENCE_CLAIMED);
  self->view = self->held;
  thecal_chart_view_pan (&self->view, (gint64) (-offset_x * ms_of_px));
  set_cursor (self, 0);
  view_changed (self);
}

static void
on_pinch (GtkGestureZoom *pinch, double scale, ThecalChart *self)
{
  double x = 0, y = 0;

  if (!gtk_gesture_get_bounding_box_center (GTK_GESTURE (pinch), &x, &y))
    return;
  self->view = self->held;
  thecal_chart_view_zoom (&self->view, 1 / MAX (scale, 0.01), ms_at (self, x));
  view_changed (self);
}

/* Keys. */

static void
move_cursor (ThecalChart *self, int by)
{
  const gint64 span_ms = self->view.to_ms - self->view.from_ms;
  const gint64 from_ms = self->cursor_ms != 0 ? self->cursor_ms : self->view.from_ms + span_ms / 2;

  set_cursor (self,
              CLAMP (from_ms + by * span_ms / CURSOR_PART, self->view.from_ms, self->view.to_ms));
  say_cursor (self);
}

static gboolean
move_by_key (ThecalChart *self, guint key)
{
  const gint64 part_ms = (self->view.to_ms - self->view.from_ms) / PAN_PART;

  switch (key) {
  case GDK_KEY_Left:
  case GDK_KEY_KP_Left:
    thecal_chart_view_pan (&self->view, -part_ms);
    return TRUE;
  case GDK_KEY_Right:
  case GDK_KEY_KP_Right:
    thecal_chart_view_pan (&self->view, part_ms);
    return TRUE;
  case GDK_KEY_Home:
  case GDK_KEY_KP_Home:
    thecal_chart_view_go_first (&self->view);
    return TRUE;
  case GDK_KEY_End:
  case GDK_KEY_KP_End:
    thecal_chart_view_go_last (&self->view);
    return TRUE;
  case GDK_KEY_0:
  case GDK_KEY_KP_0:
    thecal_chart_view_set_period (&self->view, THECAL_CHART_ALL, 0, self->zone);
    return TRUE;
  default:
    return FALSE;
  }
}

static gboolean
zoom_by_key (ThecalChart *self, guint key)
{
  const gint64 middle_ms = self->cursor_ms != 0
                               ? self->cursor_ms
                               : self->view.from_ms + (self->view.to_ms - self->view.from_ms) / 2;

  switch (key) {
  case GDK_KEY_plus:
  case GDK_KEY_equal:
  case GDK_KEY_KP_Add:
    thecal_chart_view_zoom (&self->view, 1 / ZOOM_STEP, middle_ms);
    return TRUE;
  case GDK_KEY_minus:
  case GDK_KEY_KP_Subtract:
    thecal_chart_view_zoom (&self->view, ZOOM_STEP, middle_ms);
    return TRUE;
  default:
    return FALSE;
  }
}

static gboolean
on_key (GtkEventControllerKey *keys,
        guint key,
        guint code,
        GdkModifierType state,
        ThecalChart *self)
{
  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  if ((state & GDK_SHIFT_MASK) != 0 && (key == GDK_KEY_Left || key == GDK_KEY_Right)) {
    move_cursor (self, key == GDK_KEY_Left ? -1 : 1);
    return GDK_EVENT_STOP;
  }
  if (key == GDK_KEY_Escape && self->cursor_ms != 0) {
    set_cursor (self, 0);
    describe_soon (self);
    return GDK_EVENT_STOP;
  }
  if (!move_by_key (self, key) && !zoom_by_key (self, key))
    return GDK_EVENT_PROPAGATE;
  view_changed (self);

  return GDK_EVENT_STOP;
}

static void
add_pointer (ThecalChart *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *scroll =
      gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);

  g_signal_connect_swapped (motion, "enter", G_CALLBACK (on_motion), self);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (on_motion), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (on_leave), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  g_signal_connect (scroll, "scroll", G_CALLBACK (on_scroll), self);
  gtk_widget_add_controller (GTK_WIDGET (self), scroll);
}

static void
add_fingers (ThecalChart *self)
{
  GtkGesture *drag = gtk_gesture_drag_new (), *pinch = gtk_gesture_zoom_new ();

  g_signal_connect (drag, "drag-begin", G_CALLBACK (on_drag_begin), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (on_drag), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  g_signal_connect_swapped (pinch, "begin", G_CALLBACK (hold), self);
  g_signal_connect (pinch, "scale-changed", G_CALLBACK (on_pinch), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (pinch));
}

static void
thecal_chart_finalize (GObject *object)
{
  ThecalChart *self = THECAL_CHART (object);

  g_clear_handle_id (&self->describe_id, g_source_remove);
  g_clear_pointer (&self->series, thecal_chart_series_free);
  g_clear_pointer (&self->data, thecal_history_data_unref);
  g_clear_pointer (&self->zone, g_time_zone_unref);

  G_OBJECT_CLASS (thecal_chart_parent_class)->finalize (object);
}

static void
thecal_chart_class_init (ThecalChartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = thecal_chart_finalize;
  widget_class->snapshot = thecal_chart_snapshot;
  widget_class->measure = thecal_chart_measure;
  widget_class->css_changed = thecal_chart_css_changed;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_set_css_name (widget_class, "chart");
  signals[SIGNAL_VIEW_CHANGED] = g_signal_new (
      "view-changed", THECAL_TYPE_CHART, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
thecal_chart_init (ThecalChart *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->data = thecal_history_data_new ();
  self->series = thecal_chart_series_new (self->data);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  add_pointer (self);
  add_fingers (self);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Chart of level, alarms and diary"),
                                  -1);
}

GtkWidget *
thecal_chart_new (GTimeZone *zone)
{
  ThecalChart *self = g_object_new (THECAL_TYPE_CHART, NULL);

  self->zone = g_time_zone_ref (zone);

  return GTK_WIDGET (self);
}
