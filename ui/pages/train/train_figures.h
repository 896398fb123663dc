// What a run will come to: steps, tokens, time, memory, each with where it comes from. Thread: the window's.
#pragma once

#include <QFrame>

#include <functional>
#include <vector>

class QHBoxLayout;
class QLabel;

namespace caftan::ui {

class TrainDraft;
struct TrainRefusal;

class TrainFigures : public QFrame {
    Q_OBJECT

  public:
    explicit TrainFigures(TrainDraft& draft, QWidget* parent = nullptr);
    void refresh();

  private:
    struct Figure {
        QLabel *value, *detail;
    };
    Figure add(QHBoxLayout* row, const QString& name, const QString& title, const QString& toolTip);
    void showTime();
    void showMemory();

    TrainDraft& draft_;
    Figure steps_, answers_, tokens_, time_, memory_;
};

// Reasons why a run cannot start, with buttons for what can be done; hidden when nothing stands against it.
class RefusalBar : public QFrame {
    Q_OBJECT

  public:
    explicit RefusalBar(TrainDraft& draft, QWidget* parent = nullptr);
    void refresh();
    QString sentence() const;

  Q_SIGNALS:
    void dataWanted();     // split, traces, models
    void cutsAnewWanted(); // test part closed, quartiles of the training rows

  private:
    struct Remedy {
        QString name, text, toolTip;
        std::function<void()> action;
    };
    std::vector<Remedy> remedies(const TrainRefusal& refusal);
    std::vector<Remedy> remediesOfMemory();
    void showRemedies(std::vector<Remedy> remedies, const QString& band);

    TrainDraft& draft_;
    QLabel* text_;
    QHBoxLayout* buttons_;
    QStringList shown_; // the band and the names of the buttons
};

} // namespace caftan::ui
