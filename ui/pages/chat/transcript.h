// A conversation as text whose answers are tinted token by token (entropy_levels.h). Under the mouse, or where the
// caret stands, a token tells its probability and what else the model could have said.
#pragma once

#include "ui/jobs/chat_process.h"

#include <QTextEdit>

namespace caftan::ui {

class Transcript : public QTextEdit {
    Q_OBJECT

  public:
    explicit Transcript(QWidget* parent = nullptr);

    void addQuestion(const QString& text);
    void beginAnswer(const QString& who);
    void addWord(const ChatWord& word);
    void addRemark(const QString& text); // "stopped", an error: muted, a line of its own
    void clearAll();
    int wordCount() const { return int(words_.size()); }
    const ChatWord* wordAt(int position) const; // of the document; nullptr: none there
    static QString wordText(const ChatWord& word);

  Q_SIGNALS:
    void wordShown(const QString& text); // "" when the caret or mouse is on no token

  protected:
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void changeEvent(QEvent* event) override;

  private:
    void append(const QString& text, const QTextCharFormat& format);
    void newParagraph(int topMargin);
    void recolour();

    struct Placed {
        int begin = 0, end = 0; // in the document
        ChatWord word;
    };
    struct Paragraph { // that is no answer
        int begin = 0, end = 0;
        bool muted = false;
    };
    std::vector<Placed> words_;
    std::vector<Paragraph> plain_;
};

} // namespace caftan::ui
