#include "ui/charts/chart_text.h"

#include <QAccessibleWidget>
#include <QWidget>

namespace caftan::ui {

namespace {

class ChartAccessible : public QAccessibleWidget {
  public:
    ChartAccessible(QWidget* widget, const ChartText& chart)
        : QAccessibleWidget(widget, QAccessible::Chart), chart_(chart) {}
    QString text(QAccessible::Text kind) const override {
        return kind == QAccessible::Value ? chart_.spoken() : QAccessibleWidget::text(kind);
    }

  private:
    const ChartText& chart_; // a base of the widget: the interface goes with it
};

QAccessibleInterface* makeChartInterface(const QString&, QObject* object) {
    auto* widget = qobject_cast<QWidget*>(object);
    const auto* chart = dynamic_cast<ChartText*>(object);
    return widget && chart ? new ChartAccessible(widget, *chart) : nullptr;
}

} // namespace

void installChartAccessibility() {
    QAccessible::installFactory(makeChartInterface);
}

} // namespace caftan::ui
