// A reasoned text in the question's detail: its tokens tinted by entropy, with what they add up to.
#pragma once

#include "core/store/answer_details.h"

#include <QWidget>

class QLabel;

namespace caftan::ui {

class TintedText;

class ReasoningView : public QWidget {
    Q_OBJECT

  public:
    // `text` without tokens is shown plain.
    ReasoningView(const QString& title, const TokenText& text, QWidget* parent = nullptr);

    static QString summaryText(const TokenText& text); // "" without tokens

  private:
    TintedText* text_ = nullptr; // nullptr: plain
};

} // namespace caftan::ui
