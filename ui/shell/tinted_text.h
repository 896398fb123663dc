// A finished text whose tokens are tinted by the entropy of the model's choice (entropy_levels.h), as high as its
// content. Under the mouse, or where the caret stands, a token tells its numbers.
#pragma once

#include <QTextEdit>
#include <vector>

namespace caftan::ui {

class TintedText : public QTextEdit {
    Q_OBJECT

  public:
    struct Token {
        QString text;
        double entropy = 0; // nats; NaN: given to the model, not chosen by it
        double nll = 0;     // -ln p; NaN: not recorded
    };

    explicit TintedText(QWidget* parent = nullptr);
    void setTokens(std::vector<Token> tokens);
    int tokenCount() const { return int(tokens_.size()); }
    const Token* tokenAt(int position) const; // of the document; nullptr: none there
    static QString tokenText(const Token& token);

  Q_SIGNALS:
    void tokenShown(const QString& text); // "" when the caret or mouse is on no token

  protected:
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

  private:
    void write();
    void fitHeight();

    std::vector<Token> tokens_;
    std::vector<int> ends_; // where each ends in the document
};

} // namespace caftan::ui
