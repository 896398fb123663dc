#include "ui/pages/runs/run_looks.h"

#include "ui/charts/number_text.h"
#include "ui/jobs/jobs_model.h"
#include "ui/models/compare_words.h"

#include <QCoreApplication>
#include <QPainter>
#include <algorithm>

namespace caftan::ui {

namespace {

QString runText(const char* words) {
    return QCoreApplication::translate("Runs", words);
}

// A message of the command line begins small; the name of a file stays as it is.
QString asSentence(QString message) {
    const QString first = message.section(QLatin1Char(' '), 0, 0);
    if (!first.isEmpty() && std::all_of(first.begin(), first.end(), [](QChar c) { return c.isLower(); }))
        message[0] = message[0].toUpper();
    return message;
}

QString runEpoch(double epoch) {
    return fixedText(epoch, epoch == double(int64_t(epoch)) ? 0 : 1);
}

} // namespace

QColor runStateColor(const QString& state, const ThemeColors& colors) {
    if (state == QLatin1String("running"))
        return colors.accent;
    if (state == QLatin1String("failed"))
        return colors.danger;
    if (state == QLatin1String("interrupted"))
        return colors.warning;
    return state == QLatin1String("done") ? colors.good : colors.muted;
}

void paintRunState(QPainter& painter, const QRectF& r, const QString& state, const ThemeColors& colors) {
    const QColor color = runStateColor(state, colors);
    const QPointF c = r.center();
    const double s = r.width() / 2;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    const QPen line(color, std::max(1.5, s / 3), Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
    if (state == QLatin1String("running")) {
        painter.drawPolygon(
            QPolygonF({c + QPointF(-.7 * s, -.9 * s), c + QPointF(.9 * s, 0), c + QPointF(-.7 * s, .9 * s)}));
    } else if (state == QLatin1String("paused")) {
        painter.drawRect(QRectF(c.x() - .75 * s, c.y() - .8 * s, .5 * s, 1.6 * s));
        painter.drawRect(QRectF(c.x() + .25 * s, c.y() - .8 * s, .5 * s, 1.6 * s));
    } else if (state == QLatin1String("stopped")) {
        painter.drawRect(QRectF(c.x() - .75 * s, c.y() - .75 * s, 1.5 * s, 1.5 * s));
    } else if (state == QLatin1String("done")) {
        painter.setPen(line);
        painter.setBrush(Qt::NoBrush);
        painter.drawPolyline(
            QPolygonF({c + QPointF(-.8 * s, .05 * s), c + QPointF(-.2 * s, .65 * s), c + QPointF(.8 * s, -.65 * s)}));
    } else if (state == QLatin1String("failed")) {
        painter.setPen(line);
        painter.drawLine(c + QPointF(-.65 * s, -.65 * s), c + QPointF(.65 * s, .65 * s));
        painter.drawLine(c + QPointF(-.65 * s, .65 * s), c + QPointF(.65 * s, -.65 * s));
    } else if (state == QLatin1String("interrupted")) {
        painter.setPen(line);
        painter.drawLine(c + QPointF(0, -.8 * s), c + QPointF(0, .2 * s));
        painter.drawPoint(c + QPointF(0, .8 * s));
    } else {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(color, 1.2));
        painter.drawEllipse(c, .7 * s, .7 * s);
    }
    painter.restore();
}

QString runRouting(const RunView& run) {
    const Json& bands = run.config("bands");
    if (!bands.is_array())
        return run.recipe();
    QStringList distilled, answered;
    for (const Json& band : bands) {
        const std::string routing = band.value("routing", std::string());
        const bool reasons = band.value("reasoning_rows", int64_t(0)) > 0;
        if (band.value("rows", int64_t(0)) == 0 || routing == "skip")
            continue;
        (reasons ? distilled : answered) << bandWord(band.value("name", std::string()));
    }
    if (distilled.isEmpty())
        return runText("short answers");
    if (run.recipe() == QLatin1String("random"))
        return runText("a random third distilled");
    return answered.isEmpty() ? runText("all bands distilled")
                              : runText("%1 distilled").arg(distilled.join(QStringLiteral(", ")));
}

QString runProgress(const RunView& run) {
    QStringList parts;
    if (run.stages() > 1 && run.epoch) {
        int stage = 0;
        while (stage + 1 < run.stages() && *run.epoch >= run.stageEnd(stage))
            ++stage;
        parts << runText("stage %1 of %2").arg(stage + 1).arg(run.stages());
    }
    if (run.epoch && run.epochs() > 0)
        parts << runText("epoch %1 of %2").arg(runEpoch(*run.epoch), runEpoch(run.epochs()));
    if (run.is("running") && run.job && run.job->rate > 0) {
        const QString left = durationText(double(run.job->total - run.job->done) / run.job->rate);
        if (!left.isEmpty())
            parts << runText("%1 left").arg(left);
    } else if (run.is("running") && run.job && !run.job->message.empty()) {
        parts << QString::fromStdString(run.job->message);
    }
    return parts.join(QStringLiteral(" · "));
}

QString runOutcome(const RunView& run) {
    QStringList parts;
    if (run.accuracy)
        parts << percentText(*run.accuracy);
    if (run.answerTokensSeen() > 0)
        parts << runText("%1 answer tokens").arg(groupedText(run.answerTokensSeen()));
    return parts.join(QStringLiteral(" · "));
}

QString runSentence(const RunView& run) {
    QStringList parts = {run.name(), run.recipe(), runRouting(run), runStateText(run)};
    if (run.is("running") && run.share() >= 0)
        parts << percentText(run.share(), 0);
    if (run.accuracy)
        parts << runText("validation accuracy %1").arg(percentText(*run.accuracy));
    return parts.join(QStringLiteral(", "));
}

QString runNextStep(const RunView& run) {
    if (run.is("interrupted"))
        return runText("The process ended without a word: it was killed, or the machine was switched off. Everything "
                       "up to its last checkpoint is kept; Resume goes on there, to the same figures.");
    if (!run.is("failed"))
        return {};
    const QString said = run.error().isEmpty() ? runText("The run failed without a message; the log may say more.")
                                               : asSentence(run.error());
    return run.run ? runText("%1\nOnce that is put right, Try again goes on from the last checkpoint; Branch starts a "
                             "new run with other settings.")
                         .arg(said)
                   : runText("%1\nNothing was trained. Once that is put right, Try again starts it.").arg(said);
}

} // namespace caftan::ui
