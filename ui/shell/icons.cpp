#include "ui/shell/icons.h"

#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QSvgRenderer>

namespace caftan::ui {

namespace {

class SvgEngine : public QIconEngine {
  public:
    SvgEngine(QByteArray svg, QColor normal, QColor active) : svg_(std::move(svg)), normal_(normal), active_(active) {}

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) override {
        const bool active = state == QIcon::On && active_.isValid();
        QColor color = active ? active_ : normal_;
        if (mode == QIcon::Disabled)
            color.setAlphaF(0.4f);
        QByteArray svg = svg_;
        svg.replace("currentColor", color.name().toLatin1());
        QSvgRenderer renderer(svg);
        painter->save();
        painter->setOpacity(color.alphaF());
        renderer.render(painter, rect);
        painter->restore();
    }

    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(), size), mode, state);
        return pixmap;
    }

    QPixmap scaledPixmap(const QSize& size, QIcon::Mode mode, QIcon::State state, qreal) override {
        return pixmap(size, mode, state);
    }

    QIconEngine* clone() const override { return new SvgEngine(*this); }

  private:
    QByteArray svg_;
    QColor normal_, active_;
};

} // namespace

QIcon themedIcon(const QString& name, const QColor& normal, const QColor& active) {
    QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return QIcon(new SvgEngine(file.readAll(), normal, active));
}

QIcon applicationIcon() {
    return QIcon(QStringLiteral(":/icons/caftan.svg"));
}

} // namespace caftan::ui
